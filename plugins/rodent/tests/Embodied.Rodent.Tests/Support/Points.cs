using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Rodent.Tests.Support;

/// <summary>Points fixed to segments.</summary>
internal static class Points
{
    public static Vec3 World(SimulationState state, int segment, Vec3 offset) =>
        World(state.SegmentPositions, state.SegmentRotations, segment, offset);

    public static Vec3 World(ReadOnlySpan<double> positions, ReadOnlySpan<double> rotations, int segment, Vec3 offset)
    {
        var p = positions.Slice(3 * segment, 3);
        var r = rotations.Slice(9 * segment, 9);
        return new(
            p[0] + new Vec3(r[0], r[1], r[2]).Dot(offset),
            p[1] + new Vec3(r[3], r[4], r[5]).Dot(offset),
            p[2] + new Vec3(r[6], r[7], r[8]).Dot(offset));
    }
}
