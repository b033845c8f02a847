using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;

namespace Embodied.Mujoco.Scenes;

/// <summary>How large things are: the scale of floor tiles, lights and camera planes.</summary>
internal static class SceneExtent
{
    /// <summary>Diagonal of the box around all segment origins and shapes at zero joint angles, in the body's unit of length; never 0.</summary>
    public static double Of(BodyFigures figures)
    {
        var frames = new Dictionary<string, (Vec3 Position, Quat Orientation)>(StringComparer.Ordinal);
        Vec3 low = new(double.MaxValue, double.MaxValue, double.MaxValue), high = -1 * low;
        foreach (var segment in figures.Segments)
        {
            var (position, orientation) = segment.Parent is null ? (Vec3.Zero, Quat.Identity) : frames[segment.Parent];
            position += orientation.Rotate(segment.Position);
            orientation *= segment.Orientation;
            frames[segment.Name] = (position, orientation);
            Include(position, 0);
            foreach (var shape in segment.Shapes)
                Include(position + orientation.Rotate(shape.Position), shape.Size.Max());
        }

        var extent = (high - low).Length;
        return extent > 0 ? extent : 1;

        void Include(Vec3 p, double radius)
        {
            low = new(Math.Min(low.X, p.X - radius), Math.Min(low.Y, p.Y - radius), Math.Min(low.Z, p.Z - radius));
            high = new(Math.Max(high.X, p.X + radius), Math.Max(high.Y, p.Y + radius), Math.Max(high.Z, p.Z + radius));
        }
    }

    /// <summary>Farthest reach of an arena's solids from the origin; infinite planes do not count.</summary>
    public static double Of(IEnumerable<Shape> shapes)
    {
        var reach = 0.0;
        foreach (var shape in shapes)
        {
            var size = shape.Kind == ShapeKind.Plane ? shape.Size.Take(2) : shape.Size;
            reach = Math.Max(reach, shape.Position.Length + size.Select(Math.Abs).DefaultIfEmpty(0).Max());
        }

        return reach;
    }

    /// <summary>The largest of 1, 2, 5 × 10ⁿ that is not above a length: floor tiles people can count.</summary>
    public static double RoundLength(double length)
    {
        var decade = Math.Pow(10, Math.Floor(Math.Log10(length)));
        var factor = length / decade;
        return decade * (factor >= 5 ? 5 : factor >= 2 ? 2 : 1);
    }
}
