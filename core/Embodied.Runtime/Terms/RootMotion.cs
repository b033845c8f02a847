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

    private RootMotion(int root, int velocity, Vec3 forward, double gravity) => (_root, _velocity, _forward, _gravity) = (root, velocity, forward, gravity);

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
        return new(root, joints[0].Velocity, body.Body.Roles.Forward, body.Model.Info.Gravity);
    }

    /// <summary>Height of the root's origin.</summary>
    public double Height(SimulationState state) => state.SegmentPositions[(3 * _root) + 2];

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

    /// <summary>√(g · height): the speed at which the Froude number v² / (g · height) is 1 (Alexander and Jayes 1983).</summary>
    public double FroudeSpeed(double height) => Math.Sqrt(Math.Max(_gravity * height, 1e-12));
}
