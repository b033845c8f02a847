using Embodied.Registration.Solving;

namespace Embodied.Registration.Tracking;

/// <summary>Markers and errors of final poses.</summary>
internal static class MarkerPass
{
    private const int Block = 256;

    /// <summary>Markers [frames × keypoints × 3] and distances to the keypoints [frames × keypoints], m; NaN where a keypoint is missing.</summary>
    public static (double[] Markers, double[] Errors) Run(
        BodyBinding body, SolverPool pool, double[] poses, KeypointSeries keypoints, double[] offsets, double metresPerLength)
    {
        var count = body.Segments.Length;
        var nq = body.Rest.Length;
        var markers = new double[keypoints.Frames * count * 3];
        var errors = new double[keypoints.Frames * count];
        pool.Run((keypoints.Frames + Block - 1) / Block, (solver, block) =>
        {
            for (var frame = block * Block; frame < Math.Min(keypoints.Frames, (block + 1) * Block); frame++)
            {
                solver.Kinematics.Pose(poses.AsSpan(frame * nq, nq));
                var at = markers.AsSpan(frame * count * 3, count * 3);
                MarkerPlacement.PlaceAll(solver.Kinematics.Frames, body.Segments, offsets, at);
                for (var i = 0; i < at.Length; i++)
                    at[i] *= metresPerLength;
                Distances(at, keypoints.Points.AsSpan(frame * count * 3, count * 3), errors.AsSpan(frame * count, count));
            }
        });
        return (markers, errors);
    }

    private static void Distances(ReadOnlySpan<double> markers, ReadOnlySpan<double> keypoints, Span<double> distances)
    {
        for (var k = 0; k < distances.Length; k++)
        {
            var x = markers[3 * k] - keypoints[3 * k];
            var y = markers[(3 * k) + 1] - keypoints[(3 * k) + 1];
            var z = markers[(3 * k) + 2] - keypoints[(3 * k) + 2];
            distances[k] = Math.Sqrt((x * x) + (y * y) + (z * z));
        }
    }
}
