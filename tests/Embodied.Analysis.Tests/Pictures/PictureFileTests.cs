using Embodied.Analysis.Pictures;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Randomness;
using SkiaSharp;

namespace Embodied.Analysis.Tests.Pictures;

public sealed class PictureFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("embodied-pictures-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Another_decoder_reads_the_same_pixels_back()
    {
        var picture = Noise(37, 23);
        var path = Path.Combine(_folder, "new folder", "noise.png");
        PngFile.Save(path, picture);
        using var decoded = SKBitmap.Decode(path);
        Assert.Equal((37, 23), (decoded.Width, decoded.Height));
        for (var y = 0; y < 23; y++)
            for (var x = 0; x < 37; x++)
            {
                var color = decoded.GetPixel(x, y);
                var i = ((y * 37) + x) * 3;
                Assert.Equal((picture.Rgb[i], picture.Rgb[i + 1], picture.Rgb[i + 2]), (color.Red, color.Green, color.Blue));
            }
    }

    [Fact]
    public void A_sheet_reads_like_text()
    {
        var pictures = Enumerable.Range(1, 5).Select(i => Picture.Filled(10, 8, (byte)(i * 10))).ToList();
        var sheet = ContactSheet.Of(pictures, 3);
        Assert.Equal((38, 20), (sheet.Width, sheet.Height));
        Assert.Equal(10, Gray(sheet, 0, 0));
        Assert.Equal(30, Gray(sheet, 37, 7));
        Assert.Equal(255, Gray(sheet, 12, 0));
        Assert.Equal(40, Gray(sheet, 0, 12));
        Assert.Equal(255, Gray(sheet, 37, 19));
    }

    [Fact]
    public void A_video_has_its_name_only_when_complete()
    {
        if (!VideoWriter.IsAvailable)
            Assert.Skip("ffmpeg is not on this machine.");
        var path = Path.Combine(_folder, "noise.mp4");
        using (var broken = new VideoWriter(path, 64, 48, 30))
            broken.Write(Noise(64, 48).Rgb);
        Assert.Empty(Directory.GetFiles(_folder));
        using (var video = new VideoWriter(path, 64, 48, 30))
        {
            for (var i = 0; i < 10; i++)
                video.Write(Picture.Filled(64, 48, (byte)(i * 20)).Rgb);
            video.Complete();
        }
        Assert.Equal([path], Directory.GetFiles(_folder));
        Assert.Equal("ftyp", System.Text.Encoding.ASCII.GetString(File.ReadAllBytes(path), 4, 4));
    }

    [Theory]
    [InlineData(63, 48, 30)]
    [InlineData(64, 0, 30)]
    [InlineData(64, 48, double.NaN)]
    public void Videos_no_player_shows_are_refused(int width, int height, double rate) =>
        Assert.Throws<InputException>(() => new VideoWriter(Path.Combine(_folder, "a.mp4"), width, height, rate));

    private static byte Gray(Picture picture, int x, int y) => picture.Rgb[((y * picture.Width) + x) * 3];

    private static Picture Noise(int width, int height)
    {
        var random = new RandomStream(5);
        var picture = Picture.Filled(width, height, 0);
        for (var i = 0; i < picture.Rgb.Length; i++)
            picture.Rgb[i] = (byte)random.NextInt(256);
        return picture;
    }
}
