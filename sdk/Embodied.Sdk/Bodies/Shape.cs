using Embodied.Sdk.Geometry;

namespace Embodied.Sdk.Bodies;

/// <summary>A primitive solid fixed to a segment.</summary>
public sealed record Shape
{
    /// <summary>Unique name, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Kind of solid.</summary>
    public required ShapeKind Kind { get; init; }

    /// <summary>
    /// Sphere: radius. Capsule, cylinder: radius, half length (along local z). Ellipsoid, box: three half axes. Plane: half sizes x, y and grid
    /// spacing (0 = infinite).
    /// </summary>
    public required double[] Size { get; init; }

    /// <summary>Centre in the segment's frame.</summary>
    public Vec3 Position { get; init; }

    /// <summary>Orientation in the segment's frame.</summary>
    public Quat Orientation { get; init; } = Quat.Identity;

    /// <summary>Density [mass/length³]; ignored when <see cref="Mass"/> is given.</summary>
    public double Density { get; init; } = 1000;

    /// <summary>Mass, or null to take it from the density.</summary>
    public double? Mass { get; init; }

    /// <summary>How it touches.</summary>
    public ContactFigure Contact { get; init; } = new();

    /// <summary>Colour: red, green, blue, opacity in [0, 1].</summary>
    public double[] Color { get; init; } = [0.5, 0.5, 0.5, 1];

    /// <summary>Visibility group 0–5; groups 0–2 are drawn by default.</summary>
    public int Group { get; init; }

    /// <summary>The point of the solid that lies farthest in a unit direction, both in the solid's own frame, its centre at the origin.</summary>
    public Vec3 FarthestAlong(Vec3 direction)
    {
        switch (Kind)
        {
            case ShapeKind.Sphere:
                return Size[0] * direction;
            case ShapeKind.Capsule:
                return (Size[0] * direction) + new Vec3(0, 0, Math.CopySign(Size[1], direction.Z));
            case ShapeKind.Cylinder:
                var across = new Vec3(direction.X, direction.Y, 0);
                return (Size[0] / Math.Max(across.Length, 1e-12) * across) + new Vec3(0, 0, Math.CopySign(Size[1], direction.Z));
            case ShapeKind.Ellipsoid:
                // The normal of the ellipsoid x'S⁻²x = 1 at x is S⁻²x; along d it is x = S²d / |Sd|.
                var scaled = new Vec3(Size[0] * direction.X, Size[1] * direction.Y, Size[2] * direction.Z);
                return 1 / scaled.Length * new Vec3(Size[0] * scaled.X, Size[1] * scaled.Y, Size[2] * scaled.Z);
            default:
                return new(Math.CopySign(Size[0], direction.X), Math.CopySign(Size[1], direction.Y), Math.CopySign(Size[2], direction.Z));
        }
    }
}
