using System.Numerics.Tensors;
using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Motions;
using Embodied.Mujoco.Simulation;

namespace Embodied.Imitation.Teaching.Trials;

/// <summary>Compares one world with a frame of a motion. Allocates nothing per call.</summary>
internal sealed class FollowingMeter(TeacherBody body, MujocoDynamics dynamics)
{
    private readonly double[] _difference = new double[dynamics.VelocityCount];

    public FollowingErrors Measure(ReferenceMotion motion, MotionGeometry geometry, int frame)
    {
        var state = dynamics.Simulation.State;
        dynamics.Difference(state.Positions, motion.Positions(frame), _difference);
        var joints = _difference.AsSpan(body.RootVelocities);
        var (segment, component) = Segments(state.SegmentPositions, geometry.Tracked(frame));
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

    private (double Distance, double Component) Segments(ReadOnlySpan<double> positions, ReadOnlySpan<double> wanted)
    {
        var (distances, components) = (0.0, 0.0);
        for (var i = 0; i < body.Tracked.Length; i++)
        {
            var at = positions.Slice(3 * body.Tracked[i], 3);
            var (x, y, z) = (at[0] - wanted[3 * i], at[1] - wanted[(3 * i) + 1], at[2] - wanted[(3 * i) + 2]);
            distances += Math.Sqrt((x * x) + (y * y) + (z * z));
            components += Math.Abs(x) + Math.Abs(y) + Math.Abs(z);
        }
        return (distances / body.Tracked.Length, components / (3 * body.Tracked.Length));
    }
}
