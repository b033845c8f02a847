using System.CommandLine;
using Embodied.Analysis.Pictures;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Cli.Commands;

/// <summary>The options of commands that draw: size of the picture and from where to look.</summary>
internal sealed class PictureOptionsParser
{
    private readonly Option<int> _width;
    private readonly Option<int> _height;
    private readonly Option<double> _azimuth = new("--azimuth") { Description = "Direction of the view relative to where the body faces [degrees].", DefaultValueFactory = _ => 118 };
    private readonly Option<double> _elevation = new("--elevation") { Description = "Elevation of the view [degrees]; negative looks down.", DefaultValueFactory = _ => -22 };
    private readonly Option<string?> _camera = new("--camera") { Description = "A camera of the body; by default one that frames the animal.", HelpName = "NAME" };

    /// <summary>With the size a picture has when nobody says.</summary>
    public PictureOptionsParser(int width, int height)
    {
        _width = new("--width") { Description = "Width in pixels.", DefaultValueFactory = _ => width };
        _height = new("--height") { Description = "Height in pixels.", DefaultValueFactory = _ => height };
    }

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_width, _height, _azimuth, _elevation, _camera])
            command.Options.Add(option);
    }

    /// <summary>What was given.</summary>
    /// <param name="call">The call.</param>
    /// <param name="fast">Whether many pictures are drawn.</param>
    /// <exception cref="InputException">A size out of range.</exception>
    public MotionPictureOptions Read(Invocation call, bool fast) => new()
    {
        Width = Size("--width", call.Get(_width)),
        Height = Size("--height", call.Get(_height)),
        Camera = call.Get(_camera),
        Azimuth = call.Get(_azimuth),
        Elevation = call.Get(_elevation),
        Quality = fast ? PictureQuality.Fast : PictureQuality.Fine,
    };

    private static int Size(string option, int pixels) =>
        pixels is >= 16 and <= 4096 ? pixels : throw new InputException(option, $"is {pixels}, expected 16 to 4096 pixels");
}
