using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Reports;

/// <summary>
/// The numbers behind a figure, one row per point: series, panel where there are several, x, y, errors and value where there are any.
/// </summary>
internal static class FigureNumbers
{
    public static void Write(Figure figure, TextWriter writer)
    {
        var panels = figure.Series.Any(s => s.Panel is not null);
        var errors = figure.Series.Any(s => s.Error is not null);
        var columns = new List<string> { "series" };
        if (panels)
            columns.Add("panel");
        columns.Add(Heading(figure.XLabel, "x"));
        columns.Add(panels ? "y" : Heading(figure.YLabel, "y"));
        if (errors)
            columns.Add("error");
        if (figure.Series.Any(s => s.ErrorBelow is not null))
            columns.Add("error below");
        if (figure.Series.Any(s => s.Values is not null))
            columns.Add("value");
        Csv.Write(writer, columns, Rows(figure, panels, errors));
    }

    private static IEnumerable<IReadOnlyList<object>> Rows(Figure figure, bool panels, bool errors)
    {
        foreach (var series in figure.Series)
            for (var i = 0; i < series.X.Length; i++)
            {
                var row = new List<object>(6) { series.Label };
                if (panels)
                    row.Add(series.Panel ?? figure.YLabel);
                row.Add(figure.Categories is { } categories ? categories[(int)series.X[i]] : series.X[i]);
                row.Add(series.Y[i]);
                if (errors)
                    row.Add(series.Error?[i] ?? double.NaN);
                if (figure.Series.Any(s => s.ErrorBelow is not null))
                    row.Add((series.ErrorBelow ?? series.Error)?[i] ?? double.NaN);
                if (figure.Series.Any(s => s.Values is not null))
                    row.Add(series.Values?[i] ?? double.NaN);
                yield return row;
            }
    }

    private static string Heading(string label, string otherwise) => label.Length > 0 ? label : otherwise;
}
