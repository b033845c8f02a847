namespace Embodied.Analysis.EncodingModels;

/// <summary>What is to be predicted: counts per bin and unit as bytes (an eighth of the memory of doubles), or real values.</summary>
internal sealed class Responses
{
    private readonly byte[]? _counts;
    private readonly double[]? _values;

    private Responses(byte[]? counts, double[]? values, int rows, int units)
    {
        if ((counts?.Length ?? values!.Length) != (long)rows * units)
            throw new ArgumentException($"{counts?.Length ?? values!.Length} values are not {rows} × {units}.", nameof(rows));
        (_counts, _values, Rows, Units) = (counts, values, rows, units);
    }

    /// <summary>Time bins.</summary>
    public int Rows { get; }

    /// <summary>Units (columns).</summary>
    public int Units { get; }

    /// <summary>Counts, [rows × units], row-major; not copied.</summary>
    public static Responses Counts(byte[] counts, int rows, int units) => new(counts, null, rows, units);

    /// <summary>Any finite values, [rows × units], row-major; not copied.</summary>
    public static Responses Values(double[] values, int rows, int units)
    {
        var bad = Array.FindIndex(values, v => !double.IsFinite(v));
        return bad < 0 ? new(null, values, rows, units)
            : throw new ArgumentException($"The response of unit {bad % units} in bin {bad / units} is {values[bad]}.", nameof(values));
    }

    /// <summary>A value.</summary>
    public double this[int row, int unit] => _counts is null ? _values![(row * Units) + unit] : _counts[(row * Units) + unit];

    /// <summary>Copies some columns of some rows.</summary>
    /// <param name="row">First row.</param>
    /// <param name="count">Rows.</param>
    /// <param name="units">Columns.</param>
    /// <param name="target">[count × stride]; columns past the units keep what they held.</param>
    /// <param name="stride">Columns of the target.</param>
    internal void Read(int row, int count, ReadOnlySpan<int> units, Span<double> target, int stride)
    {
        for (var r = 0; r < count; r++)
        {
            var to = target.Slice(r * stride, units.Length);
            var from = (row + r) * Units;
            for (var j = 0; j < units.Length; j++)
                to[j] = _counts is null ? _values![from + units[j]] : _counts[from + units[j]];
        }
    }
}
