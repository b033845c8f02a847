using System.Text;
using System.Text.RegularExpressions;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Reports;

/// <summary>The report as Markdown, beside its pictures and tables.</summary>
internal static partial class MarkdownReport
{
    public static string Text(Report report)
    {
        var text = new StringBuilder($"# {Prose(report.Title)}\n");
        foreach (var section in report.Sections)
        {
            text.Append($"\n## {Prose(section.Heading)}\n");
            foreach (var paragraph in section.Text)
                text.Append($"\n{Prose(paragraph)}\n");
            foreach (var table in section.Tables)
                AppendTable(text, table);
            foreach (var figure in section.Figures)
                AppendFigure(text, figure);
            foreach (var image in section.Images)
                text.Append(MediaKind.IsVideo(image) ? $"\n[{Escaped(image)}]({Link(image)})\n" : $"\n![{Escaped(image)}]({Link(image)})\n");
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
        text.Append($"\n[{Escaped(table.Name)}.csv]({Link(table.Name)}.csv)\n");
    }

    private static void AppendFigure(StringBuilder text, Figure figure)
    {
        var link = Link(figure.Name);
        text.Append($"\n![{Escaped(figure.Title)}]({link}.png)\n");
        if (figure.Caption is { } caption)
            text.Append($"\n{Prose(caption)}\n");
        text.Append($"\n[{Escaped(figure.Name)}.svg]({link}.svg) · [{Escaped(figure.Name)}.csv]({link}.csv)\n");
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static bool IsNumeric(ReportTable table, int column) =>
        table.Rows.Count > 0 && table.Rows.All(r => NumberText.IsNumber(r[column]));

    /// <summary>Running text: emphasis and code stay, HTML and links do not.</summary>
    private static string Prose(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace("](", "]\\(");

    /// <summary>A name or a cell: nothing in it is markup.</summary>
    private static string Escaped(string cell) => Special().Replace(cell.ReplaceLineEndings(" ").Replace("&", "&amp;").Replace("<", "&lt;"), @"\$0");

    [GeneratedRegex(@"[\\|\[\]`*]")]
    private static partial Regex Special();

    private static string Link(string file) => string.Join('/', file.Split('/').Select(Uri.EscapeDataString));
}
