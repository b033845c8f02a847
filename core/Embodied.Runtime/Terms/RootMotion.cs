using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Terms;

/// <summary>Where the root of a free or planar body is, whither it faces and how fast it goes, world frame.</summary>
internal readonly struct RootMotion
{
    private readonly int _root;
    private readonly int _velocity;
    private readonly Vec3 _forward;
    private readonly double _gravity;
    private readonly BodyInScene _body;

    private RootMotion(int root, int velocity, BodyInScene body) =>
        (_root, _velocity, _body, _forward, _gravity) = (root, velocity, body, body.Body.Roles.Forward, body.Model.Info.Gravity);

    /// <summary>Finds it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="part">Who needs it, for the message.</param>
    /// <exception cref="InputException">The root does not move.</exception>
    public static RootMotion Of(BodyInScene body, string part)
    {
        var root = body.Root;
        var joints = Enumerable.Range(0, body.Model.Info.JointCount).Select(body.Model.JointAt).Where(j => j.Segment == root).ToArray();
        // A free joint, or slides along x and y.
        if (joints is not ([{ PositionSize: 7 }, ..] or [{ VelocitySize: 1 }, { VelocitySize: 1 }, ..]))
            throw new InputException(body.Body.Id, $"has a root that does not move over the ground; {part} needs one that does");
        return new(root, joints[0].Velocity, body);
    }

    /// <summary>Whether there is gravity.</summary>
    public bool HasWeight => _gravity > 0;

    /// <summary>Height of the root's origin.</summary>
    public double Height(SimulationState state) => state.SegmentPositions[(3 * _root) + 2];

    /// <summary>Where the root's origin is.</summary>
    public Vec3 Position(SimulationState state)
    {
        var p = state.SegmentPositions.Slice(3 * _root, 3);
        return new(p[0], p[1], p[2]);
    }

    /// <summary>Unit vector over the ground towards a place; zeros when it is straight above or below.</summary>
    public (double X, double Y) Towards(SimulationState state, Vec3 place)
    {
        var there = place - Position(state);
        var distance = Math.Sqrt((there.X * there.X) + (there.Y * there.Y));
        return distance > 1e-9 ? (there.X / distance, there.Y / distance) : (0, 0);
    }

    /// <summary>Cosine of the angle over the ground between where the root faces and where a place is.</summary>
    public double Facing(SimulationState state, Vec3 place)
    {
        var ((x, y), (u, v)) = (Heading(state), Towards(state, place));
        return (x * u) + (y * v);
    }

    /// <summary>Unit vector over the ground whither the root faces; zeros when it faces straight up or down.</summary>
    public (double X, double Y) Heading(SimulationState state)
    {
        var r = state.SegmentRotations.Slice(9 * _root, 9);
        var x = (r[0] * _forward.X) + (r[1] * _forward.Y) + (r[2] * _forward.Z);
        var y = (r[3] * _forward.X) + (r[4] * _forward.Y) + (r[5] * _forward.Z);
        var length = Math.Sqrt((x * x) + (y * y));
        return length > 1e-9 ? (x / length, y / length) : (0, 0);
    }

    /// <summary>Velocity over the ground along a direction.</summary>
    public double Along(SimulationState state, (double X, double Y) direction) =>
        (state.Velocities[_velocity] * direction.X) + (state.Velocities[_velocity + 1] * direction.Y);

    /// <summary>
    /// The speed in which bodies of any size are compared: √(g · height) where there is weight, else a body length per unit of time.
    /// </summary>
    /// <exception cref="InputException">There is no gravity, and the length of the body is not known.</exception>
    public double UnitSpeed(SimulationState state) => _gravity > 0 ? FroudeSpeed(Height(state)) : BodySizes.Of(_body, "a speed without gravity").Length;

    /// <summary>√(g · height): the speed at which the Froude number v² / (g · height) is 1 (Alexander and Jayes 1983).</summary>
    public double FroudeSpeed(double height) => Math.Sqrt(Math.Max(_gravity * height, 1e-12));
}
