using System.Numerics.Tensors;
using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Motions;
using Embodied.Mujoco.Simulation;

namespace Embodied.Imitation.Teaching.Trials;

/// <summary>Compares one world with a frame of a motion. Allocates nothing per call.</summary>
internal sealed class FollowingMeter(TeacherBody body, MujocoDynamics dynamics)
{
    private readonly double[] _difference = new double[dynamics.VelocityCount];
    private readonly double[] _segments = new double[body.Tracked.Length];
    private readonly double[] _joints = new double[dynamics.VelocityCount - body.RootVelocities];

    /// <summary>Distance of each tracked segment when last measured [m], [tracked].</summary>
    public ReadOnlySpan<double> Segments => _segments;

    /// <summary>Absolute difference of each velocity of a joint when last measured [rad], [nv − root].</summary>
    public ReadOnlySpan<double> Joints => _joints;

    public FollowingErrors Measure(ReferenceMotion motion, MotionGeometry geometry, int frame)
    {
        var state = dynamics.Simulation.State;
        dynamics.Difference(state.Positions, motion.Positions(frame), _difference);
        var joints = _difference.AsSpan(body.RootVelocities);
        TensorPrimitives.Abs<double>(joints, _joints);
        var (segment, component) = Distances(state.SegmentPositions, geometry.Tracked(frame));
        var unit = body.MetresPerLength;
        var root = unit * TensorPrimitives.Norm<double>(_difference.AsSpan(0, body.RootVelocities / 2));
        var vertical = body.RootVelocities == 0 ? 0 : unit * _difference[2];
        return new(
            unit * segment,
            unit * component,
            root,
            (root * root) - (0.75 * vertical * vertical),
            TensorPrimitives.Norm<double>(_difference.AsSpan(body.RootVelocities / 2, body.RootVelocities / 2)),
            joints.Length == 0 ? 0 : TensorPrimitives.SumOfMagnitudes<double>(joints) / joints.Length,
            TensorPrimitives.SumOfSquares<double>(joints),
            unit * state.SegmentPositions[(3 * body.Root) + 2]);
    }

    private (double Distance, double Component) Distances(ReadOnlySpan<double> positions, ReadOnlySpan<double> wanted)
    {
        var (distances, components) = (0.0, 0.0);
        for (var i = 0; i < body.Tracked.Length; i++)
        {
            var at = positions.Slice(3 * body.Tracked[i], 3);
            var (x, y, z) = (at[0] - wanted[3 * i], at[1] - wanted[(3 * i) + 1], at[2] - wanted[(3 * i) + 2]);
            var distance = Math.Sqrt((x * x) + (y * y) + (z * z));
            _segments[i] = body.MetresPerLength * distance;
            distances += distance;
            components += Math.Abs(x) + Math.Abs(y) + Math.Abs(z);
        }
        return (distances / body.Tracked.Length, components / (3 * body.Tracked.Length));
    }
}
