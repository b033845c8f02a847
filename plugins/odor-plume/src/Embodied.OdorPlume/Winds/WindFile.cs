using System.Globalization;
using Embodied.Sdk.Errors;

namespace Embodied.OdorPlume.Winds;

/// <summary>Reads wind from CSV with a header and the columns <c>time</c> [s], <c>wind_x</c> and <c>wind_y</c> [m/s]; each row holds until the next one.</summary>
internal static class WindFile
{
    private static readonly string[] Columns = ["time", "wind_x", "wind_y"];

    public static WindSeries Read(string path, int steps, int rate)
    {
        if (!File.Exists(path))
            throw new InputException(path, "there is no such file", "Name a CSV file with the columns time, wind_x, wind_y.");
        var rows = Rows(path);
        var (x, y) = (new float[steps], new float[steps]);
        for (int i = 0, row = 0; i < steps; i++)
        {
            while (row + 1 < rows.Count && rows[row + 1].Time <= (i + 0.5) / rate)
                row++;
            (x[i], y[i]) = (rows[row].X, rows[row].Y);
        }

        return new(path, x, y);
    }

    private static List<(double Time, float X, float Y)> Rows(string path)
    {
        var lines = File.ReadAllLines(path);
        var header = lines.Length > 0 ? lines[0].Split(',').Select(c => c.Trim()).ToArray() : [];
        var at = Columns.Select(c => Array.IndexOf(header, c)).ToArray();
        if (at.Contains(-1))
            throw new InputException($"{path}:1", $"has the columns '{string.Join(",", header)}'; expected {string.Join(", ", Columns)}");
        var rows = new List<(double, float, float)>();
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
                continue;
            var cells = lines[i].Split(',');
            var numbers = at.Select(a => a < cells.Length ? Number(cells[a]) : double.NaN).ToArray();
            if (numbers.Any(n => !double.IsFinite(n)))
                throw new InputException($"{path}:{i + 1}", $"'{lines[i]}' is not three finite numbers");
            if (rows.Count > 0 && numbers[0] <= rows[^1].Item1)
                throw new InputException($"{path}:{i + 1}", $"time {numbers[0]} does not come after {rows[^1].Item1}");
            rows.Add((numbers[0], (float)numbers[1], (float)numbers[2]));
        }

        return rows.Count > 0 ? rows : throw new InputException(path, "holds no rows");
    }

    private static double Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
