using Embodied.Runtime.Terms;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Settings;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Goals;

/// <summary>A point at a distance from where the root begins, to either side of where it faces; moved to a new place from time to time.</summary>
/// <param name="distance">Distance over the ground [body lengths].</param>
/// <param name="angle">Largest angle to either side [rad].</param>
/// <param name="height">Height, as a share of the root's at the start.</param>
/// <param name="every">Time between new places; null for none.</param>
internal sealed class Target(double distance, double angle, double height, double? every) : IGoal
{
    public static readonly PartSetting[] Settings =
    [
        new("distance", "3", "distance over the ground in body lengths; 1000 is as good as a direction"),
        new("angle", "180", "largest angle to either side of where the root faces [degrees]"),
        new("height", "1", "height as a share of the root's at the start"),
        new("every", "", "time after which the target is somewhere else [s]; it stays where it is when left out"),
    ];

    private RootMotion _root;
    private double _length;
    private double _startHeight;
    private double _next;
    private RandomStream _random;

    /// <inheritdoc/>
    public Vec3 Position { get; private set; }

    public static Target From(PartSettings s) =>
        new(s.NumberIn("distance", 1e-3, 1e6), s.NumberIn("angle", 0, 180) * Math.PI / 180, s.NumberIn("height", 0, 1e3), s.Has("every") ? s.NumberIn("every", 1e-6, 1e9) : null);

    /// <inheritdoc/>
    public void Bind(BodyInScene body) => (_root, _length) = (RootMotion.Of(body, "the goal 'target'"), BodySizes.Of(body, "the goal 'target'").Length);

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random)
    {
        _random = new(random.NextUInt64());
        (_startHeight, _next) = (_root.Height(simulation.State), every ?? double.PositiveInfinity);
        Place(simulation.State);
    }

    /// <inheritdoc/>
    public void Before(in StepContext step)
    {
        if (step.State.Time < _next)
            return;
        _next += every!.Value;
        Place(step.State);
    }

    private void Place(SimulationState state)
    {
        var (x, y) = _root.Heading(state);
        var (sin, cos) = Math.SinCos(_random.NextUniform(-angle, angle));
        var from = _root.Position(state);
        var reach = distance * _length;
        Position = new(from.X + (reach * ((cos * x) - (sin * y))), from.Y + (reach * ((sin * x) + (cos * y))), height * _startHeight);
    }
}
