using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Rodent.Tests.Support;

/// <summary>Height of the lowest point of a segment's colliding shapes.</summary>
internal static class LowestPoint
{
    public static double Of(Segment segment, int index, SegmentFrames frames)
    {
        var lowest = double.PositiveInfinity;
        foreach (var shape in segment.Shapes.Where(s => s.Contact.Type != 0))
        {
            var centre = Points.World(frames.Positions, frames.Rotations, index, shape.Position).Z;
            lowest = Math.Min(lowest, centre - Reach(shape, Down(frames, index, shape.Orientation)));
        }

        return lowest;
    }

    // World down in the shape's frame.
    private static Vec3 Down(SegmentFrames frames, int index, Quat orientation)
    {
        var r = frames.Rotations.Slice(9 * index, 9);
        return orientation.Conjugate.Rotate(new(-r[6], -r[7], -r[8]));
    }

    private static double Reach(Shape shape, Vec3 down) => shape.Kind switch
    {
        ShapeKind.Sphere => shape.Size[0],
        ShapeKind.Capsule => shape.Size[0] + (shape.Size[1] * Math.Abs(down.Z)),
        ShapeKind.Ellipsoid => new Vec3(shape.Size[0] * down.X, shape.Size[1] * down.Y, shape.Size[2] * down.Z).Length,
        ShapeKind.Box => (shape.Size[0] * Math.Abs(down.X)) + (shape.Size[1] * Math.Abs(down.Y)) + (shape.Size[2] * Math.Abs(down.Z)),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape.Kind, "not in this body"),
    };
}
