using System.Numerics.Tensors;
using Embodied.Imitation.References;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Teaching.Motions;

/// <summary>Poses and velocities of a motion between its frames, linear; orientations along the shorter way, then made unit. Holds the ends.</summary>
/// <param name="joints">Joints of the model, which say where orientations stand.</param>
internal sealed class MotionSampler(JointAddress[] joints)
{
    // A time this close to a frame, in frames, is that frame's.
    private const double OnFrame = 1e-6;

    private readonly int[] _orientations =
        [.. joints.Where(j => j.PositionSize >= 4).Select(j => j.Position + (j.PositionSize == 7 ? 3 : 0))];

    /// <summary>The frame before a time and the share of the way to the next.</summary>
    public static (int Frame, double Share) At(ReferenceMotion motion, double time)
    {
        var at = Math.Clamp(time / motion.Timestep, 0, motion.Frames - 1);
        var frame = Math.Min((int)(at + OnFrame), motion.Frames - 1);
        var share = at - frame;
        return (frame, share < OnFrame ? 0 : share);
    }

    /// <summary>The velocities at a time, [nv].</summary>
    public static void Velocities(ReferenceMotion motion, double time, Span<double> velocities)
    {
        var (frame, share) = At(motion, time);
        TensorPrimitives.Lerp(motion.Velocities(frame), motion.Velocities(frame + 1), share, velocities);
    }

    /// <summary>The pose at a time, [nq].</summary>
    public void Positions(ReferenceMotion motion, double time, Span<double> positions)
    {
        var (frame, share) = At(motion, time);
        var before = motion.Positions(frame);
        var after = motion.Positions(frame + 1);
        if (share == 0)
        {
            before.CopyTo(positions);
            return;
        }
        TensorPrimitives.Lerp(before, after, share, positions);
        foreach (var first in _orientations)
            Blend(before.Slice(first, 4), after.Slice(first, 4), share, positions.Slice(first, 4));
    }

    private static void Blend(ReadOnlySpan<double> before, ReadOnlySpan<double> after, double share, Span<double> blended)
    {
        var sign = TensorPrimitives.Dot(before, after) < 0 ? -share : share;
        TensorPrimitives.Multiply(before, 1 - share, blended);
        TensorPrimitives.MultiplyAdd(after, sign, blended, blended);
        TensorPrimitives.Divide(blended, TensorPrimitives.Norm<double>(blended), blended);
    }
}
