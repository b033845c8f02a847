using Embodied.Sdk.Geometry;

namespace Embodied.Sdk.Bodies;

/// <summary>A named point of a segment: a marker, a joint centre, the volume of a touch sensor.</summary>
public sealed record Site
{
    /// <summary>Unique name.</summary>
    public required string Name { get; init; }

    /// <summary>Place in the segment's frame.</summary>
    public Vec3 Position { get; init; }

    /// <summary>Orientation in the segment's frame.</summary>
    public Quat Orientation { get; init; } = Quat.Identity;

    /// <summary>Shape drawn and used by touch sensors.</summary>
    public ShapeKind Kind { get; init; } = ShapeKind.Sphere;

    /// <summary>Size as in <see cref="Shape.Size"/>.</summary>
    public double[] Size { get; init; } = [0.001];

    /// <summary>Colour: red, green, blue, opacity in [0, 1].</summary>
    public double[] Color { get; init; } = [0, 0, 1, 1];

    /// <summary>Visibility group 0–5.</summary>
    public int Group { get; init; } = 3;
}
