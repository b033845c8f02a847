using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Rodent.Synthetic;

/// <summary>Points fixed to segments in the world.</summary>
internal static class FramePoint
{
    public static Vec3 World(SegmentFrames frames, int segment, Vec3 offset)
    {
        var p = frames.Positions.Slice(3 * segment, 3);
        var r = frames.Rotations.Slice(9 * segment, 9);
        return new(
            p[0] + new Vec3(r[0], r[1], r[2]).Dot(offset),
            p[1] + new Vec3(r[3], r[4], r[5]).Dot(offset),
            p[2] + new Vec3(r[6], r[7], r[8]).Dot(offset));
    }
}
