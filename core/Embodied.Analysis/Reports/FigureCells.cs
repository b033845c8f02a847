using ScottPlot;
using Figure = Embodied.Sdk.Analysis.Figure;
using Series = Embodied.Sdk.Analysis.Series;

namespace Embodied.Analysis.Reports;

/// <summary>A matrix drawn as coloured cells, the first row on top, with a scale beside it.</summary>
internal static class FigureCells
{
    public static void Add(Plot plot, Figure figure, Series series)
    {
        var size = Size(figure);
        var cells = new double[size, size];
        for (var r = 0; r < size; r++)
            for (var c = 0; c < size; c++)
                cells[r, c] = double.NaN;
        for (var i = 0; i < series.X.Length; i++)
            cells[(int)series.Y[i], (int)series.X[i]] = series.Values![i];
        var map = plot.Add.Heatmap(cells);
        map.Colormap = new ScottPlot.Colormaps.Viridis();
        plot.Add.ColorBar(map).Label = series.Label;
    }

    /// <summary>Names the rows and closes the margins.</summary>
    public static void Frame(Plot plot, Figure figure)
    {
        var size = Size(figure);
        if (figure.Categories is { } names)
        {
            plot.Axes.Left.SetTicks([.. Enumerable.Range(0, size).Select(i => (double)(size - 1 - i))], [.. names]);
            plot.Axes.Left.MajorTickStyle.Length = 0;
        }

        plot.Axes.SetLimits(-0.5, size - 0.5, -0.5, size - 0.5);
    }

    private static int Size(Figure figure) =>
        figure.Categories?.Count ?? (int)figure.Series.Where(s => s.Values is not null).Max(s => Math.Max(s.X.Max(), s.Y.Max())) + 1;
}
