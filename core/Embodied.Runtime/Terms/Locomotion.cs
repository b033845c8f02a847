using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Settings;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Terms;

/// <summary>
/// exp(−((v − v*) / (tolerance · √(g h)))²) with the speed v over the ground whither the root faces and h its height at the start: the same wish for
/// bodies of any size (dynamic similarity, Alexander and Jayes 1983).
/// </summary>
/// <param name="froude">Froude number v*² / (g h); ignored where a speed is given.</param>
/// <param name="lengths">Speed [body lengths/time], or null.</param>
/// <param name="speed">Speed [length/time], or null.</param>
/// <param name="tolerance">Width, as a share of √(g h), or of the wanted speed where that is given in body lengths.</param>
internal sealed class ForwardSpeed(double froude, double? lengths, double? speed, double tolerance) : IRewardTerm
{
    public static readonly PartSetting[] Settings =
    [
        new("froude", "0.1", "wanted Froude number v² / (g h), h the height of the root when the episode began"),
        new("lengths", "", "wanted speed in body lengths per unit of time instead, for swimmers"),
        new("speed", "", "wanted speed [length/time] instead"),
        new("tolerance", "0.15", "width of the reward as a share of √(g h), or of one body length per unit of time with lengths"),
    ];

    private RootMotion _root;
    private double _length;
    private double _wanted;
    private double _width;

    public static ForwardSpeed From(PartSettings s) => new(s.Number("froude"), Speed(s, "lengths"), Speed(s, "speed"), s.NumberIn("tolerance", 1e-6, 1e6));

    public void Bind(BodyInScene body)
    {
        _root = RootMotion.Of(body, "the reward term 'forward-speed'");
        if (lengths is not null)
            _length = BodySizes.Of(body, "the reward term 'forward-speed'").Length;
    }

    public void Reset(in StepContext start)
    {
        var unit = lengths is null ? _root.FroudeSpeed(_root.Height(start.State)) : _length;
        (_wanted, _width) = (lengths * _length ?? speed ?? (Math.Sqrt(froude) * unit), tolerance * unit);
    }

    public double Value(in StepContext step)
    {
        var off = (_root.Along(step.State, _root.Heading(step.State)) - _wanted) / _width;
        return Math.Exp(-off * off);
    }

    private static double? Speed(PartSettings s, string name) => s.Has(name) ? s.NumberIn(name, -1e9, 1e9) : null;
}

/// <summary>Speed over the ground whither the root faced at the start, in the unit of speed of the body.</summary>
internal sealed class Progress : IRewardTerm
{
    private RootMotion _root;
    private (double X, double Y) _ahead;
    private double _unit = 1;

    public void Bind(BodyInScene body) => _root = RootMotion.Of(body, "the reward term 'progress'");

    public void Reset(in StepContext start) => (_ahead, _unit) = (_root.Heading(start.State), _root.UnitSpeed(start.State));

    public double Value(in StepContext step) => _root.Along(step.State, _ahead) / _unit;
}
