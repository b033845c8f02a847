using System.CommandLine;
using System.Globalization;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary>The options by which any command chooses a body.</summary>
internal sealed class BodyOptionsParser
{
    private const string Measured = "measured";

    public Option<string?> Body { get; } = new("--body") { Description = "Catalog id (embodied list bodies) or a body in a file, as YAML or MJCF.", HelpName = "ID|FILE" };

    private readonly Option<string?> _scale = new("--scale") { Description = "Size relative to the body as its figures say.", HelpName = "S" };

    private readonly Option<string?> _rule = new("--scaling") { Description = "Name of the scaling rule.", HelpName = "RULE" };

    private readonly Option<string?> _actuation = new("--actuation") { Description = "Name of the actuation.", HelpName = "NAME" };

    private readonly Option<string[]> _modify = new("--modify") { Description = "A named modification of the body. May be given several times.", HelpName = "NAME" };

    public void AddTo(Command command, bool canMeasure = false, bool withBody = true)
    {
        if (withBody)
            command.Options.Add(Body);
        if (canMeasure)
            _scale.Description += " 'measured' takes it from segment lengths of the recording.";
        foreach (var option in (Option[])[_scale, _rule, _actuation, _modify])
            command.Options.Add(option);
    }

    /// <summary>Whether the scale is to be measured.</summary>
    public bool IsMeasured(Invocation call) => call.Get(_scale) == Measured;

    public BodyOptions Read(Invocation call)
    {
        var options = BodyOptions.Default with { Scale = Scale(call.Get(_scale)), ScalingRule = call.Get(_rule), Actuation = call.Get(_actuation) };
        return call.Get(_modify) is { Length: > 0 } modifications ? options with { Modifications = modifications } : options;
    }

    private static double Scale(string? text)
    {
        if (text is null or Measured)
            return 1;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) && scale > 0 && double.IsFinite(scale)
            ? scale
            : throw new InputException("--scale", $"'{text}' is not a positive number", "give a number such as 0.9, or 'measured' where a recording is registered");
    }
}
