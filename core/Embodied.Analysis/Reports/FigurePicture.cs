using System.Text;
using System.Text.RegularExpressions;
using Embodied.Sdk.Analysis;
using ScottPlot;
using SkiaSharp;
using Figure = Embodied.Sdk.Analysis.Figure;

namespace Embodied.Analysis.Reports;

/// <summary>A figure as a picture: its panels one below the other, with their data areas aligned.</summary>
internal sealed partial class FigurePicture
{
    /// <summary>PNG pixels per unit of width, for sharp figures on dense screens and in print.</summary>
    private const int PixelScale = 2;
    private const int FullWidth = 820;
    private const int FullHeight = 440;
    private const int PanelHeight = 210;

    private readonly Figure _figure;
    private readonly string[] _panels;

    public FigurePicture(Figure figure)
    {
        _figure = figure;
        _panels = figure.Series.Count == 0 ? [figure.YLabel] : [.. figure.Series.Select(s => s.Panel ?? figure.YLabel).Distinct()];
        Width = figure.EqualAxes ? 700 : FullWidth;
        Height = _panels.Length == 1 ? (figure.EqualAxes ? 600 : FullHeight) : (_panels.Length * PanelHeight) + 70;
    }

    /// <summary>Width as shown on a page [CSS pixels].</summary>
    public int Width { get; }

    /// <summary>Height as shown on a page [CSS pixels].</summary>
    public int Height { get; }

    public void WritePng(Stream stream)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width * PixelScale, Height * PixelScale));
        surface.Canvas.Scale(PixelScale);
        Draw(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        data.SaveTo(stream);
    }

    public void WriteSvg(Stream stream)
    {
        // The canvas writes its closing tags, and closes the stream, only when it is disposed.
        using var memory = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, Width, Height), memory))
            Draw(canvas);
        stream.Write(Encoding.UTF8.GetBytes(Renumbered(Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length))));
    }

    /// <summary>
    /// Clip areas are numbered through the whole process; count them from 1 in every file, so that the same figure gives the same bytes.
    /// </summary>
    private static string Renumbered(string svg)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return ClipName().Replace(svg, match =>
        {
            if (!numbers.TryGetValue(match.Value, out var number))
                numbers.Add(match.Value, number = numbers.Count + 1);
            return $"cl_{number}";
        });
    }

    [GeneratedRegex(@"(?<=[""#])cl_[0-9a-f]+")]
    private static partial Regex ClipName();

    private void Draw(SKCanvas canvas)
    {
        canvas.Clear(SKColors.White);
        var plots = _panels.Select((_, i) => FigurePlot.Create(_figure, _panels, i)).ToArray();
        var areas = Areas();
        if (plots.Length > 1)
            Align(plots, areas);
        for (var i = 0; i < plots.Length; i++)
        {
            // Drawing a plot clears all it can reach.
            canvas.Save();
            canvas.ClipRect(new SKRect(areas[i].Left, areas[i].Top, areas[i].Right, areas[i].Bottom));
            canvas.Translate(areas[i].Left, areas[i].Top);
            plots[i].Render(canvas, new PixelRect(0, areas[i].Width, areas[i].Height, 0));
            canvas.Restore();
            plots[i].Dispose();
        }
    }

    /// <summary>The first panel carries the title and the last one the x axis, so these are taller.</summary>
    private PixelRect[] Areas()
    {
        if (_panels.Length == 1)
            return [new PixelRect(0, Width, Height, 0)];
        var areas = new PixelRect[_panels.Length];
        var top = 0;
        for (var i = 0; i < areas.Length; i++)
        {
            var height = PanelHeight + (i == 0 ? 25 : 0) + (i == areas.Length - 1 ? 45 : 0);
            areas[i] = new PixelRect(0, Width, top + height, top);
            top += height;
        }
        return areas;
    }

    private static void Align(Plot[] plots, PixelRect[] areas)
    {
        float left = 0, right = 0;
        var inner = new PixelRect[plots.Length];
        for (var i = 0; i < plots.Length; i++)
        {
            plots[i].RenderInMemory((int)areas[i].Width, (int)areas[i].Height);
            inner[i] = plots[i].RenderManager.LastRender.DataRect;
            left = Math.Max(left, inner[i].Left);
            right = Math.Max(right, areas[i].Width - inner[i].Right);
        }
        for (var i = 0; i < plots.Length; i++)
            plots[i].Layout.Fixed(new PixelPadding(left, right, areas[i].Height - inner[i].Bottom, inner[i].Top));
        var low = plots.Min(p => p.Axes.GetLimits().Left);
        var high = plots.Max(p => p.Axes.GetLimits().Right);
        foreach (var plot in plots)
            plot.Axes.SetLimitsX(low, high);
    }
}
