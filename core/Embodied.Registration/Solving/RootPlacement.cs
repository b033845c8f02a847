using Embodied.Sdk.Geometry;

namespace Embodied.Registration.Solving;

/// <summary>Moves a whole body onto its keypoints without bending it.</summary>
internal static class RootPlacement
{
    /// <summary>Keypoints farther than this many body lengths from the middle of the others are left out.</summary>
    private const double Reach = 3;

    /// <summary>Times that keypoints far from their markers are given less weight.</summary>
    private const int Reweightings = 3;

    /// <summary>
    /// Aligns the trunk's markers (all markers, when fewer than three of the trunk are seen), least those that do not fit (Cauchy weights at twice the
    /// median distance). Bodies without a free root stay.
    /// </summary>
    public static void Place(PoseSolver solver, Span<double> pose, in PoseTarget target)
    {
        var body = solver.Body;
        if (body.FreeRoot is not { } root)
            return;
        var count = body.Segments.Length;
        Span<double> markers = stackalloc double[3 * count];
        Span<double> weights = stackalloc double[count];
        Span<double> reweighted = stackalloc double[count];
        solver.Kinematics.Pose(pose);
        MarkerPlacement.PlaceAll(solver.Kinematics.Frames, body.Segments, target.Offsets, markers);
        LeaveOutFar(target, Reach * body.Length, weights);
        ChooseTrunk(body, weights);
        var move = RigidAlignment.Fit(markers, target.Points, weights);
        for (var i = 0; i < Reweightings; i++)
        {
            Reweight(move, markers, target.Points, weights, reweighted);
            move = RigidAlignment.Fit(markers, target.Points, reweighted);
        }
        var p = pose.Slice(root.Position, 7);
        var position = move.Apply(new Vec3(p[0], p[1], p[2]));
        var turn = (move.Rotation * new Quat(p[3], p[4], p[5], p[6])).Normalized();
        (p[0], p[1], p[2]) = (position.X, position.Y, position.Z);
        (p[3], p[4], p[5], p[6]) = (turn.W, turn.X, turn.Y, turn.Z);
    }

    /// <summary>The middle of the keypoints that are seen: their median along each axis.</summary>
    public static Vec3 Middle(in PoseTarget target)
    {
        Span<double> along = stackalloc double[target.Weights.Length];
        Span<double> middle = stackalloc double[3];
        for (var axis = 0; axis < 3; axis++)
        {
            var seen = 0;
            for (var k = 0; k < target.Weights.Length; k++)
            {
                if (target.Weights[k] > 0)
                    along[seen++] = target.Points[(3 * k) + axis];
            }
            middle[axis] = Median(along[..seen]);
        }
        return new(middle[0], middle[1], middle[2]);
    }

    private static void LeaveOutFar(in PoseTarget target, double reach, Span<double> weights)
    {
        var middle = Middle(target);
        for (var k = 0; k < weights.Length; k++)
        {
            if (target.Weights[k] <= 0)
                weights[k] = 0;
            else
                weights[k] = (At(target.Points, k) - middle).Length <= reach ? target.Weights[k] : 0;
        }
    }

    private static void ChooseTrunk(BodyBinding body, Span<double> weights)
    {
        var trunk = 0;
        for (var k = 0; k < weights.Length; k++)
            trunk += body.Trunk[k] && weights[k] > 0 ? 1 : 0;
        for (var k = 0; trunk >= 3 && k < weights.Length; k++)
            weights[k] = body.Trunk[k] ? weights[k] : 0;
    }

    private static void Reweight(RigidAlignment move, ReadOnlySpan<double> markers, ReadOnlySpan<double> points, ReadOnlySpan<double> weights, Span<double> reweighted)
    {
        Span<double> distances = stackalloc double[weights.Length];
        var used = 0;
        for (var k = 0; k < weights.Length; k++)
        {
            if (weights[k] > 0)
                distances[used++] = (move.Apply(At(markers, k)) - At(points, k)).Length;
        }
        var scale = 2 * Median(distances[..used]);
        for (var k = 0; k < weights.Length; k++)
        {
            if (weights[k] <= 0)
            {
                reweighted[k] = 0;
                continue;
            }
            var ratio = scale > 0 ? (move.Apply(At(markers, k)) - At(points, k)).Length / scale : 0;
            reweighted[k] = weights[k] / (1 + (ratio * ratio));
        }
    }

    private static Vec3 At(ReadOnlySpan<double> points, int k) => new(points[3 * k], points[(3 * k) + 1], points[(3 * k) + 2]);

    private static double Median(Span<double> values)
    {
        if (values.IsEmpty)
            return 0;
        values.Sort();
        return values[values.Length / 2];
    }
}
