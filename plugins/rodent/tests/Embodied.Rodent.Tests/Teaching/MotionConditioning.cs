using Embodied.Imitation.References;
using Embodied.Rodent.Tests.Support;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Rodent.Tests.Teaching;

/// <summary>
/// Makes registered poses of the rat fit for physics: joints off their limits, the tail off the floor, noise smoothed, the animal pitched and lowered so
/// that all paws reach the floor, velocities by central differences. What these tests need, no more.
/// </summary>
internal sealed class MotionConditioning(IBody body, IModel model)
{
    private static readonly string[] Hind = ["foot_L", "toe_L", "foot_R", "toe_R"];
    private static readonly string[] Fore = ["hand_L", "finger_L", "hand_R", "finger_R"];

    private readonly Dictionary<string, Segment> _segments = ((FigureSource)body.Source).Figures.Segments.ToDictionary(s => s.Name);
    private readonly int _nq = model.Info.PositionCount;

    public ReferenceMotion Condition(string name, double[] poses, double timestep, bool smooth = true)
    {
        poses = [.. poses];
        Smooth(poses, smooth);
        Limit(poses);
        Ground(poses);
        return new(name, string.Empty, timestep, _nq, poses, model.Info.VelocityCount, Velocities(poses, timestep));
    }

    // Per number: the median of five frames, then a Gaussian of one frame; quaternions first along one half of their sphere.
    private void Smooth(double[] poses, bool smooth)
    {
        var frames = poses.Length / _nq;
        for (var t = 1; t < frames; t++)
            if (Enumerable.Range(3, 4).Sum(i => poses[(t * _nq) + i] * poses[((t - 1) * _nq) + i]) < 0)
                for (var i = 3; i < 7; i++)
                    poses[(t * _nq) + i] *= -1;
        for (var i = 0; smooth && i < _nq; i++)
        {
            var column = Enumerable.Range(0, frames).Select(t => poses[(t * _nq) + i]).ToArray();
            double At(double[] values, int t) => values[Math.Clamp(t, 0, frames - 1)];
            var median = Enumerable.Range(0, frames).Select(t => Enumerable.Range(-2, 5).Select(d => At(column, t + d)).Order().ElementAt(2)).ToArray();
            double[] weights = [0.0039, 0.054, 0.2421, 0.4, 0.2421, 0.054, 0.0039];
            for (var t = 0; t < frames; t++)
                poses[(t * _nq) + i] = Enumerable.Range(-3, 7).Sum(d => weights[d + 3] * At(median, t + d)) / weights.Sum();
        }
        for (var t = 0; t < frames; t++)
        {
            var q = poses.AsSpan((t * _nq) + 3, 4);
            var norm = Math.Sqrt((q[0] * q[0]) + (q[1] * q[1]) + (q[2] * q[2]) + (q[3] * q[3]));
            for (var i = 0; i < 4; i++)
                q[i] /= norm;
        }
    }

    private void Limit(double[] poses)
    {
        for (var j = 1; j < model.Info.JointCount; j++)
        {
            var (address, name) = (model.JointAt(j), model.NameOf(ElementKind.Joint, j)!);
            double? tail = !name.StartsWith("vertebra_C", StringComparison.Ordinal) ? null : name.EndsWith("extend", StringComparison.Ordinal) ? 0.2 : 0;
            var margin = 0.01 * address.Range!.Value.Width;
            for (var at = address.Position; at < poses.Length; at += _nq)
                poses[at] = Math.Clamp(tail ?? poses[at], address.Range.Value.Low + margin, address.Range.Value.High - margin);
        }
    }

    // Rigid: the same pitch about the hind paws and the same height in all frames.
    private void Ground(double[] poses)
    {
        using var kinematics = ((IHasKinematics)model).CreateKinematics();
        for (var round = 0; round < 3; round++)
        {
            var (hind, fore, length) = Heights(kinematics, poses);
            Pitch(kinematics, poses, Math.Atan2(Quantile(fore, 0.35) - Quantile(hind, 0.35), length));
        }
        var lower = Quantile(Heights(kinematics, poses).Hind, 0.5) + 0.0003;
        for (var at = 2; at < poses.Length; at += _nq)
            poses[at] -= lower;
    }

    private (double[] Hind, double[] Fore, double Length) Heights(IKinematics kinematics, double[] poses)
    {
        var frames = poses.Length / _nq;
        var (hind, fore, length) = (new double[frames], new double[frames], 0.0);
        for (var t = 0; t < frames; t++)
        {
            kinematics.Pose(poses.AsSpan(t * _nq, _nq));
            (hind[t], fore[t]) = (Lowest(kinematics, Hind), Lowest(kinematics, Fore));
            var way = Middle(kinematics, Fore) - Middle(kinematics, Hind);
            length += Math.Sqrt((way.X * way.X) + (way.Y * way.Y)) / frames;
        }
        return (hind, fore, length);
    }

    private void Pitch(IKinematics kinematics, double[] poses, double angle)
    {
        for (var t = 0; t < poses.Length / _nq; t++)
        {
            var q = poses.AsSpan(t * _nq, 7);
            kinematics.Pose(poses.AsSpan(t * _nq, _nq));
            var pivot = Middle(kinematics, Hind);
            var orientation = new Quat(q[3], q[4], q[5], q[6]);
            var forward = orientation.Rotate(new(1, 0, 0));
            var left = new Vec3(-forward.Y, forward.X, 0);
            var turn = Quat.FromAxisAngle(1 / left.Length * left, angle);
            var place = pivot + turn.Rotate(new Vec3(q[0], q[1], q[2]) - pivot);
            var turned = (turn * orientation).Normalized();
            (q[0], q[1], q[2]) = (place.X, place.Y, place.Z);
            (q[3], q[4], q[5], q[6]) = (turned.W, turned.X, turned.Y, turned.Z);
        }
    }

    private double Lowest(IKinematics kinematics, string[] segments) =>
        segments.Where(s => _segments[s].Shapes.Any(x => x.Contact.Type != 0))
            .Min(s => LowestPoint.Of(_segments[s], model.Find(ElementKind.Segment, s), kinematics.Frames));

    private Vec3 Middle(IKinematics kinematics, string[] segments)
    {
        var sum = Vec3.Zero;
        foreach (var s in segments)
            sum += Points.World(kinematics.Frames.Positions, kinematics.Frames.Rotations, model.Find(ElementKind.Segment, s), Vec3.Zero);
        return 1.0 / segments.Length * sum;
    }

    private double[] Velocities(double[] poses, double timestep)
    {
        using var kinematics = ((IHasKinematics)model).CreateKinematics();
        var (nv, frames) = (model.Info.VelocityCount, poses.Length / _nq);
        var velocities = new double[frames * nv];
        for (var t = 0; t < frames; t++)
        {
            var (before, after) = (Math.Max(0, t - 1), Math.Min(frames - 1, t + 1));
            kinematics.Differentiate(poses.AsSpan(before * _nq, _nq), poses.AsSpan(after * _nq, _nq), (after - before) * timestep, velocities.AsSpan(t * nv, nv));
        }
        return velocities;
    }

    private static double Quantile(double[] values, double share) => values.Order().ElementAt((int)(share * (values.Length - 1)));
}
