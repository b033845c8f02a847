using Embodied.Sdk.Analysis;
using ScottPlot;
using ScottPlot.TickGenerators;
using Figure = Embodied.Sdk.Analysis.Figure;

namespace Embodied.Analysis.Reports;

/// <summary>One panel of a figure in the drawing library's terms.</summary>
internal static class FigurePlot
{
    private const float LineWidth = 1.8f;
    private const double GroupWidth = 0.8;

    /// <summary>Colours told apart with any colour vision: Okabe and Ito, "Color Universal Design" (2008), yellow last.</summary>
    private static readonly Color[] Palette =
    [
        Color.FromHex("#0072B2"), Color.FromHex("#D55E00"), Color.FromHex("#009E73"), Color.FromHex("#CC79A7"),
        Color.FromHex("#E69F00"), Color.FromHex("#56B4E9"), Color.FromHex("#000000"), Color.FromHex("#B8A800"),
    ];

    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.Dashed, LinePattern.Dotted, LinePattern.DenselyDashed];

    private static readonly MarkerShape[] Markers =
        [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond];

    public static Plot Create(Figure figure, string[] panels, int panel)
    {
        FigureFont.Ensure();
        var plot = new Plot();
        var labels = figure.Series.Select(s => s.Label).Distinct().ToList();
        var shown = figure.Series.Where(s => (s.Panel ?? figure.YLabel) == panels[panel]).ToList();
        var bars = shown.Where(s => s.Style == SeriesStyle.Bars).ToList();
        foreach (var series in shown)
            Add(plot, figure, series, series.Color ?? labels.IndexOf(series.Label), bars);
        Scale(plot, figure, shown, bars);
        if (panel == 0)
            plot.Axes.Title.Label.Text = figure.Title;
        plot.Axes.Left.Label.Text = panels[panel];
        var last = panel == panels.Length - 1;
        plot.Axes.Bottom.Label.Text = last ? figure.XLabel : "";
        if (figure.Categories is { } categories)
            ShowCategories(plot, last ? categories : [.. categories.Select(_ => "")]);
        if (shown.Any(s => s.Style == SeriesStyle.Cells))
            FigureCells.Frame(plot, figure);
        Dress(plot, legend: labels.Count > 1 && (panel == 0 || !SameLabels(figure, panels[0], panels[panel])));
        return plot;
    }

    private static void Add(Plot plot, Figure figure, Series series, int index, List<Series> bars)
    {
        var color = Palette[index % Palette.Length];
        switch (series.Style)
        {
            case SeriesStyle.Bars:
                AddBars(plot, figure, series, color, bars);
                break;
            case SeriesStyle.Cells:
                FigureCells.Add(plot, figure, series);
                break;
            case SeriesStyle.Points:
                AddPoints(plot, series, color, Markers[index / Palette.Length % Markers.Length]);
                AddErrors(plot, series, color, 0);
                break;
            case SeriesStyle.Band:
                AddBand(plot, series, color);
                AddLine(plot, series, color, Patterns[index / Palette.Length % Patterns.Length]);
                break;
            default:
                AddLine(plot, series, color, Patterns[index / Palette.Length % Patterns.Length]);
                AddErrors(plot, series, color, 0);
                break;
        }
    }

    private static void AddLine(Plot plot, Series series, Color color, LinePattern pattern)
    {
        var label = series.Label;
        foreach (var (x, y) in Runs.Thinned(series))
        {
            var line = plot.Add.ScatterLine(x, y, color);
            line.LineWidth = LineWidth;
            line.LinePattern = pattern;
            line.LegendText = label;
            if (x.Length == 1)
                line.MarkerStyle = new MarkerStyle(MarkerShape.FilledCircle, 4, color);
            label = "";
        }
    }

    private static void AddBand(Plot plot, Series series, Color color)
    {
        if (series.Error is null)
            return;
        foreach (var run in Runs.Of(series))
        {
            var middle = series.Y[run];
            double[] Reach(double[] errors) => [.. errors[run].Select(e => double.IsFinite(e) ? e : 0)];
            var band = plot.Add.FillY(series.X[run], [.. middle.Zip(Reach(series.ErrorBelow ?? series.Error), (y, e) => y - e)], [.. middle.Zip(Reach(series.Error), (y, e) => y + e)]);
            band.FillColor = color.WithAlpha(0.22);
            band.LineWidth = 0;
        }
    }

    private static void AddPoints(Plot plot, Series series, Color color, MarkerShape shape)
    {
        var known = Known(series);
        if (known.Length == 0)
            return;
        var size = known.Length > 2000 ? 3 : known.Length > 200 ? 5 : 7;
        var opacity = known.Length > 200 ? 0.6 : 1;
        var points = plot.Add.Markers(Pick(series.X, known), Pick(series.Y, known), shape, size, color.WithAlpha(opacity));
        points.LegendText = series.Label;
    }

    private static void AddErrors(Plot plot, Series series, Color color, double shift)
    {
        if (series.Error is not { } error)
            return;
        var known = Known(series).Where(i => double.IsFinite(error[i])).ToArray();
        if (known.Length == 0)
            return;
        // Bars that reach further on one side are level ones around their own middle.
        var below = series.ErrorBelow ?? error;
        var bars = plot.Add.ErrorBar([.. known.Select(i => series.X[i] + shift)], [.. known.Select(i => series.Y[i] + (0.5 * (error[i] - below[i])))], [.. known.Select(i => 0.5 * (error[i] + below[i]))]);
        bars.Color = color;
    }

    private static void AddBars(Plot plot, Figure figure, Series series, Color color, List<Series> group)
    {
        var known = Known(series);
        var grouped = figure.Categories is not null;
        // Series that never meet at a category each stand in its middle.
        var shared = grouped && group.SelectMany(s => s.X.Distinct()).GroupBy(x => x).Any(x => x.Count() > 1);
        var size = shared ? GroupWidth / group.Count : grouped ? GroupWidth : Spacing(series.X);
        var shift = shared ? (group.IndexOf(series) - ((group.Count - 1) / 2.0)) * size : 0;
        var bars = plot.Add.Bars(known.Select(i => new Bar
        {
            Position = series.X[i] + shift,
            Value = series.Y[i],
            Size = grouped ? size * 0.92 : size,
            FillColor = grouped || group.Count == 1 ? color : color.WithAlpha(0.55),
            LineColor = Colors.White,
            LineWidth = grouped ? 0 : 0.5f,
        }).ToArray());
        bars.LegendText = series.Label;
        AddErrors(plot, series, Colors.Black.WithAlpha(0.75), shift);
    }

    private static void Scale(Plot plot, Figure figure, List<Series> shown, List<Series> bars)
    {
        var values = shown.SelectMany(s => s.Y).Where(double.IsFinite).ToList();
        if (values.Count == 0)
        {
            plot.Axes.SetLimits(0, 1, 0, 1);
            plot.Add.Annotation("no data", Alignment.MiddleCenter);
            return;
        }
        if (bars.Count > 0 && values.All(v => v >= 0))
            plot.Axes.Margins(0.03, 0.03, 0, 0.08);
        else
            plot.Axes.Margins(figure.EqualAxes ? 0.05 : 0.02, 0.08);
        if (figure.EqualAxes)
            plot.Axes.SquareUnits();
        if (bars.Count > 0 && values.Any(v => v < 0))
            plot.Add.HorizontalLine(0, 1, Colors.Black);
    }

    private static void ShowCategories(Plot plot, IReadOnlyList<string> categories)
    {
        plot.Axes.SetLimitsX(-0.6, categories.Count - 0.4);
        plot.Axes.Bottom.SetTicks([.. Enumerable.Range(0, categories.Count).Select(i => (double)i)], [.. categories]);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        var longest = categories.Max(c => c.Length);
        if (longest * categories.Count <= 70)
            return;
        plot.Axes.Bottom.TickLabelStyle.Rotation = -45;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
        plot.Axes.Bottom.TickLabelStyle.OffsetY = 7;
        plot.Axes.Bottom.MinimumSize = Math.Min(160, 40 + (longest * 5));
    }

    private static void Dress(Plot plot, bool legend)
    {
        plot.FigureBackground.Color = Colors.White;
        plot.Axes.Title.Label.FontSize = 15;
        plot.Axes.Title.Label.Bold = false;
        foreach (var label in new[] { plot.Axes.Left.Label, plot.Axes.Bottom.Label })
        {
            label.FontSize = 13;
            label.Bold = false;
        }
        plot.Axes.Left.TickLabelStyle.FontSize = plot.Axes.Bottom.TickLabelStyle.FontSize = 11.5f;
        plot.Axes.Right.FrameLineStyle.Width = plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.08);
        plot.Font.Set(FigureFont.Name);
        foreach (var axis in new IAxis[] { plot.Axes.Left, plot.Axes.Bottom })
        {
            axis.MinorTickStyle.Length = 0;
            if (axis.TickGenerator is NumericAutomatic ticks)
                ticks.TickDensity = 0.6;
        }
        if (!legend)
        {
            plot.HideLegend();
            return;
        }
        plot.ShowLegend(Edge.Right);
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.FontSize = 12;
    }

    private static bool SameLabels(Figure figure, string first, string second) =>
        Labels(figure, first).SetEquals(Labels(figure, second));

    private static HashSet<string> Labels(Figure figure, string panel) =>
        [.. figure.Series.Where(s => (s.Panel ?? figure.YLabel) == panel).Select(s => s.Label)];

    private static int[] Known(Series series) =>
        [.. Enumerable.Range(0, series.Y.Length).Where(i => double.IsFinite(series.Y[i]) && double.IsFinite(series.X[i]))];

    private static double[] Pick(double[] values, int[] indices) => [.. indices.Select(i => values[i])];

    /// <summary>Width of the bins of a histogram: the smallest distance of two neighbours.</summary>
    private static double Spacing(double[] x)
    {
        var sorted = x.Where(double.IsFinite).Distinct().Order().ToArray();
        return sorted.Length < 2 ? 1 : Enumerable.Range(1, sorted.Length - 1).Min(i => sorted[i] - sorted[i - 1]);
    }
}
