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
}
