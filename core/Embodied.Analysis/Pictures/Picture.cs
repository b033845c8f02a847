namespace Embodied.Analysis.Pictures;

/// <summary>An 8-bit colour picture, top row first.</summary>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Rgb">Red, green, blue of every pixel, [height × width × 3].</param>
public sealed record Picture(int Width, int Height, byte[] Rgb)
{
    /// <summary>A picture of one colour.</summary>
    public static Picture Filled(int width, int height, byte gray)
    {
        var rgb = new byte[width * height * 3];
        Array.Fill(rgb, gray);
        return new(width, height, rgb);
    }

    /// <summary>Copies another picture into this one. It must fit.</summary>
    public void Paste(Picture other, int left, int top)
    {
        for (var row = 0; row < other.Height; row++)
            other.Rgb.AsSpan(row * other.Width * 3, other.Width * 3).CopyTo(Rgb.AsSpan((((top + row) * Width) + left) * 3));
    }
}
