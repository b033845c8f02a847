using Embodied.Mujoco.Mjcf;
using Embodied.Runtime.Holding;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Runtime.Synthetic;

/// <summary>A body that moves at random: every joint within its limits, the root over the floor.</summary>
internal sealed class RandomMover
{
    private readonly List<RandomJoint> _joints = [];
    private readonly GroundPlacement? _ground;
    private readonly RandomWalk? _walk;
    private readonly IKinematics _kinematics;
    private readonly int _height;

    /// <summary>Prepares a body.</summary>
    /// <param name="body">The body in its scene.</param>
    /// <param name="kinematics">Poses it.</param>
    /// <param name="length">How long it is, in its unit.</param>
    /// <param name="seed">Same seed, same movements.</param>
    public RandomMover(BodyInScene body, IKinematics kinematics, double length, ulong seed)
    {
        var model = body.Model;
        _kinematics = kinematics;
        Positions = Rest(model);
        kinematics.Pose(Positions);
        var slides = Slides(kinematics, model.Info.VelocityCount);
        var root = RootOf(body);
        for (var i = 0; i < model.Info.JointCount; i++)
        {
            var (joint, random) = (model.JointAt(i), RandomStream.For(seed, (ulong)i));
            if (!root.Contains(joint) && joint.PositionSize < 7)
                _joints.Add(new(joint, Positions, slides[joint.Velocity], length, ref random));
        }

        if (root.Length == 0)
            return;
        var own = RandomStream.For(seed, ulong.MaxValue);
        _walk = new(root, [.. Positions], Ahead(body, kinematics.Frames), length, ref own);
        if (root.Length == 1)
            (_ground, _height) = (GroundPlacement.For(body), root[0].Position + 2);
    }

    /// <summary>The pose, qpos.</summary>
    public double[] Positions { get; }

    /// <summary>Takes the pose of a time.</summary>
    /// <param name="time">The time [s].</param>
    /// <param name="step">Time since the pose before; 0 for the first [s].</param>
    public void Pose(double time, double step)
    {
        foreach (var joint in _joints)
            joint.Write(time, Positions);
        _walk?.Advance(time, step);
        _walk?.Write(time, Positions);
        _kinematics.Pose(Positions);
        if (_ground is null)
            return;
        // Whatever the limbs do, the lowest point of the body touches the floor.
        Positions[_height] -= _ground.LowestPoint(_kinematics.Frames);
        _kinematics.Pose(Positions);
    }

    private static double[] Rest(IModel model)
    {
        using var simulation = model.CreateSimulation();
        StartPose.For(model, simulation)?.Take(simulation);
        return simulation.State.Positions.ToArray();
    }

    /// <summary>The joints by which the root goes over the ground: a free one, or those of a planar root; none where it is held.</summary>
    private static JointAddress[] RootOf(BodyInScene body)
    {
        var own = Enumerable.Range(0, body.Model.Info.JointCount).Select(body.Model.JointAt).Where(j => j.Segment == body.Root).ToArray();
        var free = own.Where(j => j.PositionSize == 7).ToArray();
        if (free.Length > 0)
            return [free[0]];
        var planar = body.Body switch
        {
            { Source: FigureSource { Figures.Root: RootFreedom.Planar } } => true,
            MjcfBody mjcf => mjcf.Facts.Planar.Contains(mjcf.Roles.Root),
            _ => false,
        };
        return planar && own.Length >= 3 ? own[..3] : [];
    }

    private static Vec3 Ahead(BodyInScene body, SegmentFrames frames)
    {
        var q = frames.Orientations.Slice(4 * body.Root, 4);
        var ahead = new Quat(q[0], q[1], q[2], q[3]).Rotate(body.Body.Roles.Forward) with { Z = 0 };
        return ahead.Length > 0 ? (1 / ahead.Length) * ahead : new(1, 0, 0);
    }

    // What does not turn anything slides.
    private static bool[] Slides(IKinematics kinematics, int count)
    {
        var axes = new double[6 * count];
        kinematics.MotionAxes(axes);
        return [.. Enumerable.Range(0, count).Select(i => axes[6 * i] == 0 && axes[(6 * i) + 1] == 0 && axes[(6 * i) + 2] == 0)];
    }
}
