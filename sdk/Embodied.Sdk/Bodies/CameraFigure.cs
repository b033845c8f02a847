using Embodied.Sdk.Geometry;

namespace Embodied.Sdk.Bodies;

/// <summary>A camera carried by a segment. It looks along its local −z; +x is right, +y is up.</summary>
public sealed record CameraFigure
{
    /// <summary>Unique name.</summary>
    public required string Name { get; init; }

    /// <summary>Place in the segment's frame.</summary>
    public Vec3 Position { get; init; }

    /// <summary>Orientation in the segment's frame.</summary>
    public Quat Orientation { get; init; } = Quat.Identity;

    /// <summary>Vertical field of view [degrees].</summary>
    public double FieldOfView { get; init; } = 45;

    /// <summary>How it follows the body.</summary>
    public CameraMode Mode { get; init; } = CameraMode.Fixed;
}
