using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Registration.Solving;

/// <summary>Where segments end: the lowest point of their solids, or their origin where the model tells no solids. Read-only, shared by threads.</summary>
internal sealed class SegmentSurface
{
    private readonly Shape[][] _shapes;

    /// <summary>Reads the solids of a model.</summary>
    public SegmentSurface(IModel model)
    {
        var shapes = (model as IHasShapes)?.Shapes ?? [];
        _shapes = [.. Enumerable.Range(0, model.Info.SegmentCount)
            .Select(s => shapes.Where(p => p.Segment == s && p.Shape.Kind != ShapeKind.Plane).Select(p => p.Shape).ToArray())];
    }

    /// <summary>The lowest point of a segment, world frame.</summary>
    public Vec3 Lowest(SegmentFrames frames, int segment)
    {
        var p = frames.Positions.Slice(3 * segment, 3);
        var r = frames.Rotations.Slice(9 * segment, 9);
        var down = new Vec3(-r[6], -r[7], -r[8]);
        var (lowest, deepest) = (Vec3.Zero, double.NegativeInfinity);
        foreach (var shape in _shapes[segment])
        {
            var along = shape.Orientation.Conjugate.Rotate(down);
            var point = shape.Position + shape.Orientation.Rotate(shape.FarthestAlong(along));
            var depth = point.Dot(down);
            if (depth > deepest)
                (lowest, deepest) = (point, depth);
        }
        return new(
            p[0] + (r[0] * lowest.X) + (r[1] * lowest.Y) + (r[2] * lowest.Z),
            p[1] + (r[3] * lowest.X) + (r[4] * lowest.Y) + (r[5] * lowest.Z),
            p[2] + (r[6] * lowest.X) + (r[7] * lowest.Y) + (r[8] * lowest.Z));
    }
}
