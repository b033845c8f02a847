using Embodied.Sdk.Geometry;

namespace Embodied.Sdk.Bodies;

/// <summary>A rigid part of a body, with the joints that move it relative to its parent and what is fixed to it.</summary>
public sealed record Segment
{
    /// <summary>Unique name.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the parent segment; null for the root.</summary>
    public string? Parent { get; init; }

    /// <summary>Origin in the parent's frame, at zero joint angles.</summary>
    public Vec3 Position { get; init; }

    /// <summary>Orientation in the parent's frame, at zero joint angles.</summary>
    public Quat Orientation { get; init; } = Quat.Identity;

    /// <summary>Joints between parent and this segment, applied in order.</summary>
    public IReadOnlyList<Joint> Joints { get; init; } = [];

    /// <summary>Shapes: they give mass, inertia and contacts.</summary>
    public IReadOnlyList<Shape> Shapes { get; init; } = [];

    /// <summary>Named points.</summary>
    public IReadOnlyList<Site> Sites { get; init; } = [];

    /// <summary>Cameras carried by this segment.</summary>
    public IReadOnlyList<CameraFigure> Cameras { get; init; } = [];

    /// <summary>Measured inertia; null computes it from the shapes' densities.</summary>
    public Inertia? Inertia { get; init; }
}
