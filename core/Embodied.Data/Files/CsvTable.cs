using System.Globalization;
using System.Text;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Files;

/// <summary>A table of numbers with one line of column names: comma-separated, decimal points, lines starting with # skipped, empty or NaN for missing.</summary>
internal sealed class CsvTable
{
    private CsvTable(string path, string[] columns, double[][] values) => (Path, Columns, Values) = (path, columns, values);

    public string Path { get; }

    public string[] Columns { get; }

    /// <summary>Values by column.</summary>
    public double[][] Values { get; }

    public int Rows => Values.Length == 0 ? 0 : Values[0].Length;

    /// <summary>Where a column is, for messages.</summary>
    public string Place(int column) => $"{Path}:{Columns[column]}";

    /// <summary>The column names, or null when the file does not begin as a table of numbers.</summary>
    public static string[]? Header(string path)
    {
        var head = InputFile.Head(path, 1 << 20);
        if (head.Length == 0 || head.Contains((byte)0))
            return null;
        using var reader = new StringReader(Encoding.UTF8.GetString(head));
        while (reader.ReadLine() is { } line)
        {
            if (!Skipped(line))
                return line.Contains(',', StringComparison.Ordinal) && !line.Any(c => char.IsControl(c) && c != '\t') ? Split(line) : null;
        }

        return null;
    }

    /// <summary>Reads all of it.</summary>
    /// <exception cref="InputException">Ragged, not a number, no rows: with line and column.</exception>
    public static CsvTable Read(string path)
    {
        using var stream = InputFile.Open(path);
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return Read(path, reader);
        }
        catch (Exception e) when (e is DecoderFallbackException or IOException)
        {
            throw new InputException(path, "is no UTF-8 text.", "Save it as CSV in UTF-8.", e);
        }
    }

    private static CsvTable Read(string path, StreamReader reader)
    {
        string[]? columns = null;
        List<double>[] values = [];
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (Skipped(line))
                continue;
            var cells = Split(line);
            if (columns is null)
            {
                columns = DeepLabCut(cells, reader, ref number) ?? cells;
                CheckHeader(path, number, columns);
                values = [.. columns.Select(_ => new List<double>())];
                continue;
            }

            if (cells.Length != columns.Length)
                throw new InputException($"{path}:{number}", $"has {cells.Length} cells; the header has {columns.Length} columns.", "Complete or remove the line.");
            for (var c = 0; c < cells.Length; c++)
                values[c].Add(Number(cells[c], path, number, c, columns[c]));
        }

        if (columns is null)
            throw new InputException(path, "has no line of column names.", "Name the columns in the first line.");
        return values[0].Count > 0 ? new(path, columns, [.. values.Select(v => v.ToArray())])
            : throw new InputException(path, "has column names but no rows.", "Export it again.");
    }

    // DeepLabCut names columns in three lines: scorer, bodyparts (and individuals between them), coords. The first column numbers the frames.
    private static string[]? DeepLabCut(string[] first, StreamReader reader, ref int number)
    {
        if (first[0] != "scorer")
            return null;
        var lines = new Dictionary<string, string[]>(StringComparer.Ordinal);
        while (!lines.ContainsKey("coords") && reader.ReadLine() is { } line)
        {
            number++;
            var cells = Split(line);
            lines[cells[0]] = cells;
        }

        if (!lines.TryGetValue("bodyparts", out var parts) || !lines.TryGetValue("coords", out var coordinates) || parts.Length != coordinates.Length)
            return null;
        var several = lines.GetValueOrDefault("individuals")?.Skip(1).Distinct(StringComparer.Ordinal).Count() > 1;
        return several ? null : [.. parts.Select((p, c) => c == 0 ? "frame" : coordinates[c] == "likelihood" ? $"{p}_score" : $"{p}_{coordinates[c]}")];
    }

    private static void CheckHeader(string path, int line, string[] columns)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var c = 0; c < columns.Length; c++)
        {
            var place = $"{path}:{line}:{c + 1}";
            if (columns[c].Length == 0)
                throw new InputException(place, "this column has no name.", "Name every column in the first line.");
            if (!names.Add(columns[c]))
                throw new InputException(place, $"a second column is named '{columns[c]}'.", "Give every column its own name.");
        }

        if (columns.Length > 1 && columns.All(c => double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
            throw new InputException($"{path}:{line}", "the first line holds numbers; expected the names of the columns.", "Add a line of column names.");
    }

    private static double Number(string cell, string path, int line, int column, string name)
    {
        if (cell.Length == 0 || cell.Equals("nan", StringComparison.OrdinalIgnoreCase))
            return double.NaN;
        return double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
            : throw new InputException($"{path}:{line}:{column + 1}", $"'{cell}' in column {name} is no finite number.", "Write numbers with a decimal point, and nothing or NaN for missing ones.");
    }

    private static bool Skipped(string line) => string.IsNullOrWhiteSpace(line) || line.StartsWith('#');

    // Cells may stand in double quotes, with doubled quotes inside (RFC 4180), but not run over lines.
    private static string[] Split(string line)
    {
        if (!line.Contains('"', StringComparison.Ordinal))
            return line.Split(',', StringSplitOptions.TrimEntries);
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[++i]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
                Flush();
            else
                cell.Append(line[i]);
        }

        Flush();
        return [.. cells];

        void Flush()
        {
            cells.Add(cell.ToString().Trim());
            cell.Clear();
        }
    }
}
