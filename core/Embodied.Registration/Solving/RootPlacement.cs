using Embodied.Sdk.Geometry;

namespace Embodied.Registration.Solving;

/// <summary>Moves a whole body onto its keypoints without bending it.</summary>
internal static class RootPlacement
{
    /// <summary>Aligns the trunk's markers (all markers, when fewer than three of the trunk are seen). Bodies without a free root stay.</summary>
    public static void Place(PoseSolver solver, Span<double> pose, in PoseTarget target)
    {
        var body = solver.Body;
        if (body.FreeRoot is not { } root)
            return;
        Span<double> markers = stackalloc double[3 * body.Segments.Length];
        Span<double> weights = stackalloc double[body.Segments.Length];
        solver.Kinematics.Pose(pose);
        MarkerPlacement.PlaceAll(solver.Kinematics.Frames, body.Segments, target.Offsets, markers);
        var trunk = 0;
        for (var k = 0; k < weights.Length; k++)
        {
            weights[k] = body.Trunk[k] ? target.Weights[k] : 0;
            trunk += weights[k] > 0 ? 1 : 0;
        }
        var move = RigidAlignment.Fit(markers, target.Points, trunk >= 3 ? weights : target.Weights);
        var p = pose.Slice(root.Position, 7);
        var position = move.Apply(new Vec3(p[0], p[1], p[2]));
        var turn = (move.Rotation * new Quat(p[3], p[4], p[5], p[6])).Normalized();
        (p[0], p[1], p[2]) = (position.X, position.Y, position.Z);
        (p[3], p[4], p[5], p[6]) = (turn.W, turn.X, turn.Y, turn.Z);
    }
}
