using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Feet;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Conditioning;

/// <summary>
/// Brings an animal onto the ground at z = 0, the same way in all frames: a registration may tilt or float it by millimetres, on which every contact
/// depends. It is pitched about its rear feet until front feet come as low as rear ones do, then lowered until rear feet stand.
/// </summary>
internal sealed class GroundAlignment(TeacherBody body, Vec3 forward, IKinematics kinematics, int width)
{
    // Standing feet press a little into soft ground.
    private const double Press = 0.0003;

    // A third of the time is enough to stand; front feet are lifted more often than rear ones.
    private const double StandingShare = 0.35;
    private const int Rounds = 3;

    /// <summary>Pitches poses [frames × positions] in place; returns the angle [rad, nose down positive].</summary>
    public double Level(double[] poses)
    {
        var pitch = 0.0;
        var (rear, front) = Sides(poses);
        for (var round = 0; round < Rounds && front.Length > 0 && rear.Length > 0; round++)
        {
            var (rearLow, frontLow, length) = Heights(poses, rear, front);
            var angle = Math.Atan2(Quantile(frontLow, StandingShare) - Quantile(rearLow, StandingShare), length);
            Pitch(poses, rear, angle);
            pitch += angle;
        }

        return pitch;
    }

    /// <summary>Lowers poses in place until, half of the time, the lowest foot stands; returns the height taken away.</summary>
    public double Lower(double[] poses)
    {
        var lowered = Quantile(Heights(poses, [.. Enumerable.Range(0, body.Feet.Length)], []).Rear, 0.5) + (Press / body.MetresPerLength);
        for (var at = 2; at < poses.Length; at += width)
            poses[at] -= lowered;
        return lowered;
    }

    /// <summary>Feet behind and before the middle of all feet, on average.</summary>
    private (int[] Rear, int[] Front) Sides(double[] poses)
    {
        var along = new double[body.Feet.Length];
        for (var at = 0; at < poses.Length; at += width)
        {
            kinematics.Pose(poses.AsSpan(at, width));
            var facing = Facing(poses.AsSpan(at, width));
            for (var f = 0; f < along.Length; f++)
                along[f] += Tip(f).Dot(facing);
        }

        var middle = along.DefaultIfEmpty().Average();
        return ([.. Enumerable.Range(0, along.Length).Where(f => along[f] < middle)], [.. Enumerable.Range(0, along.Length).Where(f => along[f] > middle)]);
    }

    private (double[] Rear, double[] Front, double Length) Heights(double[] poses, int[] rear, int[] front)
    {
        var frames = poses.Length / width;
        var (low, high, length) = (new double[frames], new double[frames], 0.0);
        for (var t = 0; t < frames; t++)
        {
            kinematics.Pose(poses.AsSpan(t * width, width));
            low[t] = Lowest(rear);
            high[t] = front.Length > 0 ? Lowest(front) : 0;
            if (front.Length == 0)
                continue;
            var way = Middle(front) - Middle(rear);
            length += Math.Sqrt((way.X * way.X) + (way.Y * way.Y)) / frames;
        }

        return (low, high, length);
    }

    private void Pitch(double[] poses, int[] pivotFeet, double angle)
    {
        for (var at = 0; at < poses.Length; at += width)
        {
            kinematics.Pose(poses.AsSpan(at, width));
            var pivot = Middle(pivotFeet);
            var q = poses.AsSpan(at, 7);
            var facing = Facing(q);
            var turn = Quat.FromAxisAngle(new(-facing.Y, facing.X, 0), angle);
            var place = pivot + turn.Rotate(new Vec3(q[0], q[1], q[2]) - pivot);
            var turned = (turn * new Quat(q[3], q[4], q[5], q[6])).Normalized();
            (q[0], q[1], q[2], q[3], q[4], q[5], q[6]) = (place.X, place.Y, place.Z, turned.W, turned.X, turned.Y, turned.Z);
        }
    }

    // Level and of unit length.
    private Vec3 Facing(ReadOnlySpan<double> pose)
    {
        var direction = new Quat(pose[3], pose[4], pose[5], pose[6]).Rotate(forward) with { Z = 0 };
        return 1 / Math.Max(1e-9, direction.Length) * direction;
    }

    private double Lowest(int[] feet) => feet.Min(f => FeetGeometry.Lowest(body.Feet[f], kinematics.Frames));

    private Vec3 Middle(int[] feet)
    {
        var sum = Vec3.Zero;
        foreach (var f in feet)
            sum += Tip(f);
        return 1.0 / feet.Length * sum;
    }

    private Vec3 Tip(int foot)
    {
        var p = kinematics.Frames.Positions.Slice(3 * body.Feet[foot].Tip, 3);
        return new(p[0], p[1], p[2]);
    }

    private static double Quantile(double[] values, double share) => values.Order().ElementAt((int)(share * (values.Length - 1)));
}
