using Embodied.Sdk.Physics;

namespace Embodied.Registration.Solving;

/// <summary>Points fixed to segments: p = x + R m, and back.</summary>
internal static class MarkerPlacement
{
    /// <summary>World position of a point given in its segment's frame.</summary>
    public static void Place(SegmentFrames frames, int segment, ReadOnlySpan<double> offset, Span<double> world)
    {
        var x = frames.Positions.Slice(3 * segment, 3);
        var r = frames.Rotations.Slice(9 * segment, 9);
        for (var i = 0; i < 3; i++)
            world[i] = x[i] + (r[3 * i] * offset[0]) + (r[(3 * i) + 1] * offset[1]) + (r[(3 * i) + 2] * offset[2]);
    }

    /// <summary>World positions of all keypoints' markers, [keypoints × 3].</summary>
    public static void PlaceAll(SegmentFrames frames, int[] segments, ReadOnlySpan<double> offsets, Span<double> world)
    {
        for (var k = 0; k < segments.Length; k++)
            Place(frames, segments[k], offsets.Slice(3 * k, 3), world.Slice(3 * k, 3));
    }

    /// <summary>A world point in the segment's frame: Rᵀ(y − x).</summary>
    public static void ToLocal(SegmentFrames frames, int segment, ReadOnlySpan<double> world, Span<double> local)
    {
        var x = frames.Positions.Slice(3 * segment, 3);
        var r = frames.Rotations.Slice(9 * segment, 9);
        for (var i = 0; i < 3; i++)
            local[i] = (r[i] * (world[0] - x[0])) + (r[3 + i] * (world[1] - x[1])) + (r[6 + i] * (world[2] - x[2]));
    }
}
