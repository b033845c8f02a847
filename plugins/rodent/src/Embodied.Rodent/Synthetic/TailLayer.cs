using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Rodent.Synthetic;

/// <summary>
/// Lays the tail down: from its base it sinks smoothly to the floor and stays on it, whatever the pelvis does. Works from base to tip; each joint that
/// bends the tail up or down brings the next joint to its height, as far as its range allows, and the joints behind it make up for what is left.
/// </summary>
internal sealed class TailLayer
{
    /// <summary>Length of tail over which it loses most of its height [m at scale 1].</summary>
    private const double Sinking = 0.045;

    /// <summary>Room under the tail, because it is straight between two joints that bend it [m at scale 1].</summary>
    private const double Gap = 0.0012;

    /// <summary>Fastest that a joint turns [rad/s].</summary>
    private const double Fastest = 20;

    private readonly IKinematics _kinematics;
    private readonly JointAddress[] _joints;
    private readonly int[] _nodes;
    private readonly double[] _resting;
    private readonly double[] _along;
    private readonly double[] _jacobian;

    /// <summary>Prepares for one rat.</summary>
    /// <param name="rat">Its parts.</param>
    /// <param name="model">The model.</param>
    /// <param name="kinematics">Poses.</param>
    /// <param name="heights">How much higher than on the floor its nodes are held [m at scale 1]; null lays it down.</param>
    public TailLayer(RatAnatomy rat, IModel model, IKinematics kinematics, double[]? heights = null)
    {
        _kinematics = kinematics;
        _joints = [.. rat.TailExtend.Select(model.JointAt)];
        _nodes = [.. rat.TailNodes];
        _resting = [.. rat.TailRadii.Select((r, i) => rat.Scale * (r + Gap + (heights?[i] ?? 0)))];
        _along = new double[_nodes.Length];
        _jacobian = new double[3 * model.Info.VelocityCount];
        var before = Origin(_joints[0].Segment);
        for (var i = 0; i < _nodes.Length; i++)
        {
            var at = Origin(_nodes[i]);
            _along[i] = (i == 0 ? 0 : _along[i - 1]) + ((at - before).Length / (rat.Scale * Sinking));
            before = at;
        }
    }

    /// <summary>Changes the joints of the pose.</summary>
    /// <param name="positions">qpos; the trunk is already where it should be.</param>
    /// <param name="time">Time since the last pose [s]; infinite for the first.</param>
    public void Lay(Span<double> positions, double time)
    {
        _kinematics.Pose(positions);
        var drop = Origin(_joints[0].Segment).Z - _resting[0];
        var most = Fastest * time;
        for (var i = 0; i < _joints.Length; i++)
        {
            var node = Origin(_nodes[i]);
            _kinematics.PointJacobian(_nodes[i], [node.X, node.Y, node.Z], _jacobian);
            var lever = _jacobian[(2 * (_jacobian.Length / 3)) + _joints[i].Velocity];
            ref var angle = ref positions[_joints[i].Position];
            // A link that hangs straight down has no lever; a little keeps the step finite and lifts it backwards.
            var wanted = _resting[i] + (Math.Max(0, drop) * Math.Exp(-_along[i]));
            var length = Math.Max(1e-4, Math.Abs(lever));
            var change = Math.Clamp((wanted - node.Z) / length, -most, most);
            angle = _joints[i].Range!.Value.Clamp(angle + change);
            _kinematics.Pose(positions);
        }
    }

    private Vec3 Origin(int segment) => FramePoint.World(_kinematics.Frames, segment, Vec3.Zero);
}
