using System.Buffers;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Errors;

namespace Embodied.Analysis.Reports;

/// <summary>Looks at a whole report before anything is written.</summary>
internal static class ReportCheck
{
    /// <summary>Characters some file system refuses.</summary>
    private static readonly SearchValues<char> NotInFileNames = SearchValues.Create("/\\:*?\"<>|\0");

    public static void Check(Report report, string folder)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "report" };
        foreach (var section in report.Sections)
        {
            foreach (var table in section.Tables)
                CheckTable(report, table, names);
            foreach (var figure in section.Figures)
                CheckFigure(report, figure, names);
            foreach (var image in section.Images)
                if (!File.Exists(Path.Combine(folder, image)))
                    throw Problem(report, $"picture '{image}' is not in {folder}", "Write pictures there before the report.");
        }
    }

    private static void CheckTable(Report report, ReportTable table, HashSet<string> names)
    {
        CheckName(report, table.Name, names);
        for (var i = 0; i < table.Rows.Count; i++)
            if (table.Rows[i].Count != table.Columns.Count)
                throw Problem(report, $"table '{table.Name}' has {table.Columns.Count} columns; row {i} has {table.Rows[i].Count} cells");
    }

    private static void CheckFigure(Report report, Figure figure, HashSet<string> names)
    {
        CheckName(report, figure.Name, names);
        foreach (var series in figure.Series)
        {
            var place = $"series '{series.Label}' of figure '{figure.Name}'";
            if (series.X.Length != series.Y.Length)
                throw Problem(report, $"{place} has {series.X.Length} x and {series.Y.Length} y");
            if (series.Error is { } error && error.Length != series.Y.Length)
                throw Problem(report, $"{place} has {series.Y.Length} y and {error.Length} errors");
            if (series.ErrorBelow is { } below && below.Length != series.Error?.Length)
                throw Problem(report, $"{place} has {series.Error?.Length ?? 0} errors and {below.Length} below");
            if (series.Style == SeriesStyle.Cells && series.Values?.Length != series.X.Length)
                throw Problem(report, $"{place} has {series.X.Length} cells and {series.Values?.Length ?? 0} values");
            if (figure.Categories is { } categories && series.X.Any(x => x != Math.Floor(x) || x < 0 || x >= categories.Count))
                throw Problem(report, $"{place} has an x that is none of the categories 0 to {categories.Count - 1}");
        }
    }

    private static void CheckName(Report report, string name, HashSet<string> names)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAny(NotInFileNames) || name[0] == '.')
            throw Problem(report, $"'{name}' cannot be a file name");
        if (!names.Add(name))
            throw Problem(report, $"two tables or figures are named '{name}'");
    }

    private static InputException Problem(Report report, string problem, string? hint = null) =>
        new($"report '{report.Title}'", problem, hint);
}
