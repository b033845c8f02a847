using System.Text;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Files;

namespace Embodied.Analysis.Reports;

/// <summary>
/// Turns a report into a folder: <c>report.md</c>, <c>report.html</c> (one file with its pictures inside), tables as CSV, figures as PNG, SVG
/// and CSV. The same report gives the same bytes. Files of a former report with other names stay.
/// </summary>
public static class ReportWriter
{
    /// <summary>
    /// Writes the report. Pages come last and each file is whole or absent, so a page never names a file that is not there.
    /// </summary>
    /// <exception cref="Sdk.Errors.InputException">The parts do not fit: lengths, names, missing pictures. Nothing is written.</exception>
    public static void Write(Report report, string folder)
    {
        ReportCheck.Check(report, folder);
        Directory.CreateDirectory(folder);
        foreach (var section in report.Sections)
        {
            foreach (var table in section.Tables)
                Csv.Save(Path.Combine(folder, table.Name + ".csv"), table.Columns, table.Rows);
            foreach (var figure in section.Figures)
                WriteFigure(figure, Path.Combine(folder, figure.Name));
        }
        AtomicFile.WriteText(Path.Combine(folder, "report.md"), MarkdownReport.Text(report));
        AtomicFile.WriteText(Path.Combine(folder, "report.html"), HtmlReport.Text(report, folder));
    }

    private static void WriteFigure(Figure figure, string path)
    {
        var picture = new FigurePicture(figure);
        AtomicFile.Write(path + ".png", picture.WritePng);
        AtomicFile.Write(path + ".svg", picture.WriteSvg);
        AtomicFile.Write(path + ".csv", stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
            FigureNumbers.Write(figure, writer);
        });
    }
}
