using Embodied.Sdk.Geometry;

namespace Embodied.Sdk.Bodies;

/// <summary>A point that video tracking follows, and where it sits on the body before its offset is fitted.</summary>
public sealed record Keypoint
{
    /// <summary>Name as recordings spell it.</summary>
    public required string Name { get; init; }

    /// <summary>The segment that carries it.</summary>
    public required string Segment { get; init; }

    /// <summary>First guess of its place in the segment's frame, in the body's unit of length, at the body's own scale.</summary>
    public Vec3 Offset { get; init; }

    /// <summary>Whether registration keeps the offset near the first guess.</summary>
    public bool Regularized { get; init; }

    /// <summary>Whether it belongs to the trunk and so fixes the root's first pose.</summary>
    public bool Trunk { get; init; }

    /// <summary>Weight of its residual in registration.</summary>
    public double Weight { get; init; } = 1;
}
