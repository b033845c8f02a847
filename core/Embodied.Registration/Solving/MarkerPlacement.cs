using Embodied.Sdk.Physics;

namespace Embodied.Registration.Solving;

/// <summary>Points fixed to segments: p = x + R m.</summary>
internal static class MarkerPlacement
{
    /// <summary>World position of a point given in its segment's frame.</summary>
    public static void Place(SegmentFrames frames, int segment, ReadOnlySpan<double> offset, Span<double> world) =>
        Place(frames.Positions.Slice(3 * segment, 3), frames.Rotations.Slice(9 * segment, 9), offset, world);

    /// <summary>World positions of all keypoints' markers, [keypoints × 3].</summary>
    public static void PlaceAll(SegmentFrames frames, int[] segments, ReadOnlySpan<double> offsets, Span<double> world)
    {
        var positions = frames.Positions;
        var rotations = frames.Rotations;
        for (var k = 0; k < segments.Length; k++)
            Place(positions.Slice(3 * segments[k], 3), rotations.Slice(9 * segments[k], 9), offsets.Slice(3 * k, 3), world.Slice(3 * k, 3));
    }

    private static void Place(ReadOnlySpan<double> x, ReadOnlySpan<double> r, ReadOnlySpan<double> m, Span<double> world)
    {
        world[0] = x[0] + (r[0] * m[0]) + (r[1] * m[1]) + (r[2] * m[2]);
        world[1] = x[1] + (r[3] * m[0]) + (r[4] * m[1]) + (r[5] * m[2]);
        world[2] = x[2] + (r[6] * m[0]) + (r[7] * m[1]) + (r[8] * m[2]);
    }
}
