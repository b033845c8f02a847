using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Terms;

/// <summary>Where the root of a free or planar body is, whither it faces and how fast it goes, world frame.</summary>
internal readonly struct RootMotion
{
    private readonly int _root;
    private readonly (int Velocity, double X, double Y)[] _slides;
    private readonly Vec3 _forward;
    private readonly double _gravity;
    private readonly BodyInScene _body;

    private RootMotion(int root, (int Velocity, double X, double Y)[] slides, BodyInScene body) =>
        (_root, _slides, _body, _forward, _gravity) = (root, slides, body, body.Body.Roles.Forward, body.Model.Info.Gravity);

    /// <summary>Finds it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="part">Who needs it, for the message.</param>
    /// <exception cref="InputException">The root does not move.</exception>
    public static RootMotion Of(BodyInScene body, string part)
    {
        var root = body.Root;
        var joints = Enumerable.Range(0, body.Model.Info.JointCount).Select(body.Model.JointAt).Where(j => j.Segment == root).ToArray();
        var slides = joints is [{ PositionSize: 7 } free, ..] ? [(free.Velocity, 1, 0), (free.Velocity + 1, 0, 1)] : Slides(body.Model, joints);
        return slides.Length > 0 ? new(root, slides, body) : throw new InputException(body.Body.Id, $"has a root that does not move over the ground; {part} needs one that does");
    }

    /// <summary>The joints that move the root over the ground, each with its direction there: a root on rails along x and z goes along x alone.</summary>
    private static (int Velocity, double X, double Y)[] Slides(IModel model, JointAddress[] joints)
    {
        // Where nobody tells directions, planar roots go along x and y.
        if (model is not IHasKinematics posed)
            return joints is [{ VelocitySize: 1 } x, { VelocitySize: 1 } y, ..] ? [(x.Velocity, 1, 0), (y.Velocity, 0, 1)] : [];
        using var kinematics = posed.CreateKinematics();
        var axes = new double[6 * model.Info.VelocityCount];
        kinematics.MotionAxes(axes);
        return
        [
            .. joints.Where(j => j.VelocitySize == 1).Select(j => (j.Velocity, Axis: axes.AsSpan(6 * j.Velocity, 6).ToArray()))
                .Where(j => j.Axis.Take(3).All(turn => Math.Abs(turn) < 1e-9) && Math.Abs(j.Axis[3]) + Math.Abs(j.Axis[4]) > 1e-9)
                .Select(j => (j.Velocity, j.Axis[3], j.Axis[4])),
        ];
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
    public double Along(SimulationState state, (double X, double Y) direction)
    {
        var velocities = state.Velocities;
        var speed = 0.0;
        foreach (var (velocity, x, y) in _slides)
            speed += velocities[velocity] * ((x * direction.X) + (y * direction.Y));
        return speed;
    }

    /// <summary>
    /// The speed in which bodies of any size are compared: √(g · height) where there is weight, else a body length per unit of time.
    /// </summary>
    /// <exception cref="InputException">There is no gravity, and the length of the body is not known.</exception>
    public double UnitSpeed(SimulationState state) => _gravity > 0 ? FroudeSpeed(Height(state)) : BodySizes.Of(_body, "a speed without gravity").Length;

    /// <summary>√(g · height): the speed at which the Froude number v² / (g · height) is 1 (Alexander and Jayes 1983).</summary>
    public double FroudeSpeed(double height) => Math.Sqrt(Math.Max(_gravity * height, 1e-12));
}
