using ScottPlot;
using SkiaSharp;

namespace Embodied.Analysis.Reports;

/// <summary>Figures carry their own font, so that they look the same on every machine, also where no font is installed.</summary>
internal sealed class FigureFont : IFontResolver, IDisposable
{
    public const string Name = "DejaVu Sans";

    private readonly SKTypeface _typeface = Load();

    private static readonly FigureFont Instance = Install();

    /// <summary>Makes the font known to the drawing library, once per process.</summary>
    public static void Ensure() => GC.KeepAlive(Instance);

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, bold: false, italic: false);

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? _typeface : null;

    public void Dispose() => _typeface.Dispose();

    private static FigureFont Install()
    {
        var font = new FigureFont();
        Fonts.FontResolvers.Insert(0, font);
        Fonts.Default = Name;
        return font;
    }

    private static SKTypeface Load()
    {
        using var stream = typeof(FigureFont).Assembly.GetManifestResourceStream("Embodied.Analysis.DejaVuSans.ttf")!;
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
