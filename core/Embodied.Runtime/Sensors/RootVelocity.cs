using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Sensors;

/// <summary>Velocity of a free or planar root in its own frame: linear [length/time] or angular [rad/time], three numbers.</summary>
/// <param name="angular">Angular instead of linear.</param>
internal sealed class RootVelocity(bool angular) : ISensor
{
    private int _root;
    private int _velocity;
    private bool _planar;

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body)
    {
        _root = body.Root;
        if (!IsSensedOn(body.Body) || Find(body.Model, _root) is not { } found)
            throw new InputException(body.Body.Id, "has a root that is neither free nor planar; its velocity cannot be sensed", "Sense what moves it instead: joint-velocities.");
        (_velocity, _planar) = found;
        var units = Units.Of(body);
        var (name, unit) = angular ? ("root_angular_velocity", "rad") : ("root_linear_velocity", units.Length);
        return new($"proprioception/{name}", 3, $"{unit}/{units.Time}") { Labels = ["x", "y", "z"] };
    }

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random)
    {
    }

    /// <inheritdoc/>
    public void Read(in StepContext step, Span<float> destination)
    {
        var v = step.Simulation.State.Velocities.Slice(_velocity, _planar ? 3 : 6);
        if (angular && !_planar)
        {
            // A free joint's angular velocity is already local.
            (destination[0], destination[1], destination[2]) = ((float)v[3], (float)v[4], (float)v[5]);
            return;
        }

        var r = step.Simulation.State.SegmentRotations.Slice(9 * _root, 9);
        var (x, y, z) = (angular, _planar) switch
        {
            (true, _) => (0, 0, v[2]),
            (false, true) => (v[0], v[1], 0),
            _ => (v[0], v[1], v[2]),
        };
        for (var i = 0; i < 3; i++)
            destination[i] = (float)((r[i] * x) + (r[3 + i] * y) + (r[6 + i] * z));
    }

    /// <summary>Whether a body has a root that goes anywhere, or moves in the plane of the ground. Of any other root, its joints tell how it moves.</summary>
    public static bool IsSensedOn(IBody body) => body switch
    {
        { Source: FigureSource { Figures.Root: var root } } => root != RootFreedom.Fixed,
        MjcfBody { Facts: var facts } => facts.Free.Contains(body.Roles.Root) || facts.Planar.Contains(body.Roles.Root),
        _ => true,
    };

    /// <summary>First velocity of the root's own joints and whether they are planar (x, y, heading), or null when it has neither kind.</summary>
    private static (int Velocity, bool Planar)? Find(IModel model, int root)
    {
        var own = Enumerable.Range(0, model.Info.JointCount).Select(model.JointAt).Where(j => j.Segment == root).ToArray();
        if (own is [{ PositionSize: 7 } free, ..])
            return (free.Velocity, false);
        return own is [{ VelocitySize: 1 } x, { VelocitySize: 1 }, { VelocitySize: 1 }, ..] ? (x.Velocity, true) : null;
    }
}
