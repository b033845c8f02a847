using System.Globalization;

namespace Embodied.Runtime.Registry;

/// <summary>The curves of a run: what stands in its metrics.csv.</summary>
internal sealed class RunCurve
{
    private readonly Dictionary<string, (double Last, double Best)> _columns = new(StringComparer.Ordinal);

    private RunCurve()
    {
    }

    /// <summary>The last known value of every column.</summary>
    public IReadOnlyDictionary<string, double> Figures => _columns.ToDictionary(c => c.Key, c => c.Value.Last, StringComparer.Ordinal);

    /// <summary>Reads a file that a training may be writing to; one that is not there is a run that has just begun.</summary>
    public static RunCurve Read(string path)
    {
        var curve = new RunCurve();
        if (!File.Exists(path))
            return curve;
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        var names = reader.ReadLine()?.Split(',') ?? [];
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            // A line that is being written.
            if (cells.Length == names.Length)
                curve.Add(names, cells);
        }

        return curve;
    }

    /// <summary>The last known value of a column, or null.</summary>
    public double? Last(string name) => _columns.TryGetValue(name, out var column) ? column.Last : null;

    /// <summary>The highest value of a column, or null.</summary>
    public double? Best(string name) => _columns.TryGetValue(name, out var column) ? column.Best : null;

    private void Add(string[] names, string[] cells)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
                _columns[names[i]] = (value, _columns.TryGetValue(names[i], out var before) ? Math.Max(before.Best, value) : value);
        }
    }
}
