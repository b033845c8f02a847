namespace Embodied.OdorPlume.Controllers;

/// <summary>
/// Probability of the source over a grid around the start, upwind of it mostly. Works on the map of any world: the map itself is the caller's memory.
/// </summary>
internal sealed class SourceMap
{
    /// <summary>Cells of the grid.</summary>
    public const int CellCount = Columns * Rows;

    private const int Columns = 56;
    private const int Rows = 40;
    private const float Cell = 0.2f;
    private const float Left = -10;
    private const float Bottom = -0.5f * Rows * Cell;
    private const int TableReach = 80;
    private const int TableSize = (2 * TableReach) + 1;
    private const int MostTables = 64;

    private readonly PlumeModel _model;
    private readonly Dictionary<(int X, int Y), EncounterTable> _tables = [];

    public SourceMap(PlumeModel model) => _model = model;

    /// <summary>Nothing is known.</summary>
    public static void Clear(Span<float> map) => map[..CellCount].Fill(1f / CellCount);

    /// <summary>Bayes' rule for a step with or without odour.</summary>
    public void Observe(Span<float> map, float x, float y, (float X, float Y) wind, bool smells)
    {
        var table = Table(wind).Hit;
        var start = Start(x, y);
        var sum = 0f;
        for (var row = 0; row < Rows; row++)
        {
            var offsets = Row(start, row);
            var cells = map.Slice(row * Columns, Columns);
            for (var column = 0; column < Columns; column++)
            {
                var hit = table[offsets - column];
                cells[column] = Math.Max(cells[column] * (smells ? hit : 1 - hit), 1e-12f);
                sum += cells[column];
            }
        }

        for (var i = 0; i < CellCount; i++)
            map[i] /= sum;
    }

    /// <summary>Entropy expected after moving to a place and observing there once; 0 where the source is likely to be, as finding it ends the search.</summary>
    public float ExpectedEntropy(ReadOnlySpan<float> map, float x, float y, (float X, float Y) wind)
    {
        var table = Table(wind);
        var start = Start(x, y);
        float hits = 0, hitSum = 0, missSum = 0;
        for (var row = 0; row < Rows; row++)
        {
            var offsets = Row(start, row);
            var cells = map.Slice(row * Columns, Columns);
            for (var column = 0; column < Columns; column++)
            {
                var p = cells[column];
                // Cells that hold next to nothing cost time and change nothing.
                if (p < 1e-7f)
                    continue;
                var at = offsets - column;
                var log = MathF.Log(p);
                var (hit, miss) = (p * table.Hit[at], p * (1 - table.Hit[at]));
                hits += hit;
                hitSum += hit * (log + table.LogHit[at]);
                missSum += miss * (log - table.Rate[at]);
            }
        }

        // Σ q ln q of both outcomes, weighed by their chances, in terms of the joint probabilities.
        var entropy = -(hitSum + missSum) + XLogX(hits) + XLogX(1 - hits);
        return (1 - Here(map, x, y)) * entropy;
    }

    private static float XLogX(float x) => x > 1e-9f ? x * MathF.Log(x) : 0;

    private static float Here(ReadOnlySpan<float> map, float x, float y)
    {
        var (column, row) = ((int)MathF.Floor((x - Left) / Cell), (int)MathF.Floor((y - Bottom) / Cell));
        return column is >= 0 and < Columns && row is >= 0 and < Rows ? map[(row * Columns) + column] : 0;
    }

    /// <summary>Offset from the first cell to the agent, in cells, held inside the table.</summary>
    private static (int X, int Y) Start(float x, float y)
    {
        var column = (int)MathF.Floor((x - Left) / Cell);
        var row = (int)MathF.Floor((y - Bottom) / Cell);
        return (Math.Clamp(column, Columns - 1 - TableReach, TableReach), Math.Clamp(row, Rows - 1 - TableReach, TableReach));
    }

    private static int Row((int X, int Y) start, int row) => ((start.Y - row + TableReach) * TableSize) + start.X + TableReach;

    /// <summary>The table of a wind, rounded to 1 cm/s: worlds side by side differ in rounding only.</summary>
    private EncounterTable Table((float X, float Y) wind)
    {
        var key = ((int)MathF.Round(100 * wind.X), (int)MathF.Round(100 * wind.Y));
        if (_tables.TryGetValue(key, out var table))
            return table;
        if (_tables.Count >= MostTables)
            _tables.Clear();
        return _tables[key] = new EncounterTable(_model, 0.01 * key.Item1, 0.01 * key.Item2, Cell, TableReach);
    }
}
