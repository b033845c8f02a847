using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;

namespace Embodied.Imitation.Teaching.Feet;

/// <summary>
/// The points at which a solid may touch a level ground: the lowest point of a ball or ellipsoid, that of either end of a capsule, all corners of a
/// box. Two ends and several corners let a solid that lies flat resist tipping.
/// </summary>
internal static class SolePoints
{
    /// <summary>Points of a solid.</summary>
    public static int Count(ShapeKind kind) => kind switch
    {
        ShapeKind.Capsule => 2,
        ShapeKind.Box => 8,
        ShapeKind.Plane => 0,
        _ => 1,
    };

    /// <summary>A point of a solid, world frame.</summary>
    /// <param name="shape">The solid, in its segment's frame.</param>
    /// <param name="index">Which point.</param>
    /// <param name="position">Origin of the segment, world frame, [3].</param>
    /// <param name="rotation">Rotation of the segment, local to world, row-major, [9].</param>
    public static Vec3 World(Shape shape, int index, ReadOnlySpan<double> position, ReadOnlySpan<double> rotation)
    {
        var down = shape.Orientation.Conjugate.Rotate(new(-rotation[6], -rotation[7], -rotation[8]));
        var local = shape.Position + shape.Orientation.Rotate(Own(shape, index, down));
        return new(
            position[0] + (rotation[0] * local.X) + (rotation[1] * local.Y) + (rotation[2] * local.Z),
            position[1] + (rotation[3] * local.X) + (rotation[4] * local.Y) + (rotation[5] * local.Z),
            position[2] + (rotation[6] * local.X) + (rotation[7] * local.Y) + (rotation[8] * local.Z));
    }

    // In the solid's own frame.
    private static Vec3 Own(Shape shape, int index, Vec3 down) => shape.Kind switch
    {
        ShapeKind.Capsule => (shape.Size[0] * down) + new Vec3(0, 0, index == 0 ? shape.Size[1] : -shape.Size[1]),
        ShapeKind.Box => new(Side(index, 1) * shape.Size[0], Side(index, 2) * shape.Size[1], Side(index, 4) * shape.Size[2]),
        _ => shape.FarthestAlong(down),
    };

    private static int Side(int index, int bit) => (index & bit) == 0 ? -1 : 1;
}
