using System.Text;
using Embodied.Sdk.Files;

namespace Embodied.Analysis.Reports;

/// <summary>
/// Comma-separated values after RFC 4180, with LF line ends, a point as decimal mark and empty cells for unknown numbers.
/// </summary>
internal static class Csv
{
    /// <summary>Writes a whole file.</summary>
    public static void Save(string path, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object>> rows) =>
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
            Write(writer, columns, rows);
        });

    /// <summary>Writes headings and rows.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object>> rows)
    {
        WriteLine(writer, columns);
        foreach (var row in rows)
            WriteLine(writer, row.Select(NumberText.ExactCell));
    }

    private static void WriteLine(TextWriter writer, IEnumerable<string> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
                writer.Write(',');
            writer.Write(Quoted(cell));
            first = false;
        }
        writer.Write('\n');
    }

    private static string Quoted(string cell)
    {
        var text = LooksLikeFormula(cell) ? "'" + cell : cell;
        return text.AsSpan().ContainsAny(",\"\r\n'") ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
    }

    // Spreadsheets run what begins so; an apostrophe before it makes it text there (OWASP, CSV injection).
    private static bool LooksLikeFormula(string cell) => cell is ['=' or '+' or '-' or '@' or '\t', ..] and not "-inf"
        && !double.TryParse(cell, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _);
}
