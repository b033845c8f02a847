using System.Text;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Reports;

/// <summary>The report as Markdown, beside its pictures and tables.</summary>
internal static class MarkdownReport
{
    public static string Text(Report report)
    {
        var text = new StringBuilder($"# {report.Title}\n");
        foreach (var section in report.Sections)
        {
            text.Append($"\n## {section.Heading}\n");
            foreach (var paragraph in section.Text)
                text.Append($"\n{paragraph}\n");
            foreach (var table in section.Tables)
                AppendTable(text, table);
            foreach (var figure in section.Figures)
                AppendFigure(text, figure);
            foreach (var image in section.Images)
                text.Append(MediaKind.IsVideo(image) ? $"\n[{image}]({Link(image)})\n" : $"\n![{image}]({Link(image)})\n");
        }
        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, ReportTable table)
    {
        text.Append('\n');
        AppendRow(text, table.Columns.Select(Escaped));
        AppendRow(text, table.Columns.Select((_, i) => IsNumeric(table, i) ? "---:" : "---"));
        foreach (var row in table.Rows)
            AppendRow(text, row.Select(c => Escaped(NumberText.ShortCell(c))));
        text.Append($"\n[{table.Name}.csv]({Link(table.Name)}.csv)\n");
    }

    private static void AppendFigure(StringBuilder text, Figure figure)
    {
        var link = Link(figure.Name);
        text.Append($"\n![{figure.Title}]({link}.png)\n");
        if (figure.Caption is { } caption)
            text.Append($"\n{caption}\n");
        text.Append($"\n[{figure.Name}.svg]({link}.svg) · [{figure.Name}.csv]({link}.csv)\n");
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static bool IsNumeric(ReportTable table, int column) =>
        table.Rows.Count > 0 && table.Rows.All(r => NumberText.IsNumber(r[column]));

    private static string Escaped(string cell) => cell.Replace("|", "\\|").Replace("\n", " ");

    private static string Link(string file) => string.Join('/', file.Split('/').Select(Uri.EscapeDataString));
}
