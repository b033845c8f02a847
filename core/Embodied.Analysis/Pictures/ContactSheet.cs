namespace Embodied.Analysis.Pictures;

/// <summary>Several pictures of one size side by side, read like text.</summary>
internal static class ContactSheet
{
    private const int Gap = 4;
    private const byte Paper = 255;

    /// <summary>Puts pictures into rows of <paramref name="columns"/>.</summary>
    public static Picture Of(IReadOnlyList<Picture> pictures, int columns)
    {
        if (pictures.Count == 0)
            throw new ArgumentException("A contact sheet holds at least one picture.", nameof(pictures));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        var (width, height) = (pictures[0].Width, pictures[0].Height);
        if (pictures.Any(p => p.Width != width || p.Height != height))
            throw new ArgumentException("The pictures of a contact sheet have one size.", nameof(pictures));
        columns = Math.Min(columns, pictures.Count);
        var rows = (pictures.Count + columns - 1) / columns;
        var sheet = Picture.Filled((columns * (width + Gap)) - Gap, (rows * (height + Gap)) - Gap, Paper);
        for (var i = 0; i < pictures.Count; i++)
            sheet.Paste(pictures[i], i % columns * (width + Gap), i / columns * (height + Gap));
        return sheet;
    }
}
