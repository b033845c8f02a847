using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Reports;

/// <summary>The report as one HTML file that can be mailed: pictures are inside, long tables scroll.</summary>
internal static partial class HtmlReport
{
    /// <summary>Larger media are linked instead of embedded.</summary>
    private const long EmbedLimit = 12 << 20;

    public static string Text(Report report, string folder)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append($"<title>{Encoded(report.Title)}</title>\n<style>\n{Style}</style>\n</head>\n")
            .Append($"<body>\n<main>\n<h1>{Encoded(report.Title)}</h1>\n");
        AppendContents(html, report);
        for (var i = 0; i < report.Sections.Count; i++)
            AppendSection(html, report.Sections[i], i, folder);
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendContents(StringBuilder html, Report report)
    {
        if (report.Sections.Count < 3)
            return;
        html.Append("<nav>\n");
        for (var i = 0; i < report.Sections.Count; i++)
            html.Append($"<a href=\"#s{i + 1}\">{Encoded(report.Sections[i].Heading)}</a>\n");
        html.Append("</nav>\n");
    }

    private static void AppendSection(StringBuilder html, ReportSection section, int index, string folder)
    {
        html.Append($"<section id=\"s{index + 1}\">\n<h2>{Encoded(section.Heading)}</h2>\n");
        foreach (var paragraph in section.Text)
            html.Append($"<p>{Prose(paragraph)}</p>\n");
        foreach (var table in section.Tables)
            AppendTable(html, table);
        foreach (var figure in section.Figures)
            AppendFigure(html, figure, folder);
        foreach (var image in section.Images)
            AppendMedia(html, image, folder);
        html.Append("</section>\n");
    }

    private static void AppendTable(StringBuilder html, ReportTable table)
    {
        html.Append("<div class=\"table\"><table>\n<thead><tr>");
        foreach (var column in table.Columns)
            html.Append($"<th>{Encoded(column)}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            foreach (var cell in row)
                html.Append($"<td{(NumberText.IsNumber(cell) ? " class=\"n\"" : "")}>{Encoded(NumberText.ShortCell(cell))}</td>");
            html.Append("</tr>\n");
        }
        html.Append($"</tbody>\n</table></div>\n<p class=\"files\">{FileLink(table.Name + ".csv")}</p>\n");
    }

    private static void AppendFigure(StringBuilder html, Figure figure, string folder)
    {
        var source = Source(figure.Name + ".png", folder);
        var width = new FigurePicture(figure).Width;
        html.Append($"<figure>\n<img src=\"{source}\" alt=\"{Encoded(figure.Title)}\" style=\"width:{width}px\">\n<figcaption>");
        if (figure.Caption is { } caption)
            html.Append($"{Prose(caption)} ");
        html.Append($"<span class=\"files\">{FileLink(figure.Name + ".svg")} · {FileLink(figure.Name + ".csv")}</span>")
            .Append("</figcaption>\n</figure>\n");
    }

    private static void AppendMedia(StringBuilder html, string file, string folder)
    {
        var source = Source(file, folder);
        html.Append("<figure>\n").Append(MediaKind.IsVideo(file)
            ? $"<video src=\"{source}\" controls loop muted playsinline></video>\n"
            : $"<img src=\"{source}\" alt=\"{Encoded(file)}\">\n");
        html.Append($"<figcaption><span class=\"files\">{FileLink(file)}</span></figcaption>\n</figure>\n");
    }

    private static string Source(string file, string folder)
    {
        var path = Path.Combine(folder, file);
        return new FileInfo(path).Length > EmbedLimit
            ? Encoded(file)
            : $"data:{MediaKind.Mime(file)};base64,{Convert.ToBase64String(File.ReadAllBytes(path))}";
    }

    private static string FileLink(string file) =>
        $"<a href=\"{Encoded(string.Join('/', file.Split('/').Select(Uri.EscapeDataString)))}\">{Encoded(file)}</a>";

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Text with <c>`code`</c> and <c>**strong**</c> as in Markdown.</summary>
    private static string Prose(string text) => Strong().Replace(Code().Replace(Encoded(text), "<code>$1</code>"), "<strong>$1</strong>");

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Strong();

    private const string Style = """
        :root { color-scheme: light; }
        body { margin: 0; background: #f6f6f4; color: #1d1d1b; font: 16px/1.55 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; background: #fff; min-height: 100vh; box-sizing: border-box; }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: .5rem 0 1rem; }
        h2 { font-size: 1.3rem; margin: 2.5rem 0 .6rem; padding-bottom: .25rem; border-bottom: 1px solid #ddd; }
        p { max-width: 46rem; }
        nav { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; font-size: .95rem; }
        a { color: #00558b; }
        code { background: #f0f0ee; padding: .1em .3em; border-radius: 3px; font-size: .9em; }
        .table { overflow: auto; max-height: 32rem; margin-top: 1rem; }
        table { border-collapse: collapse; font-size: .92rem; }
        th { position: sticky; top: 0; background: #fff; text-align: left; border-bottom: 2px solid #888; }
        th, td { padding: .3rem .9rem .3rem 0; vertical-align: top; }
        td { border-bottom: 1px solid #e6e6e4; }
        td.n { text-align: right; font-variant-numeric: tabular-nums; }
        figure { margin: 1.5rem 0; }
        img, video { max-width: 100%; height: auto; }
        figcaption { font-size: .92rem; color: #444; max-width: 46rem; }
        .files { font-size: .85rem; color: #666; margin: .2rem 0; }
        @media print { body { background: #fff; } .table { max-height: none; } }

        """;
}
