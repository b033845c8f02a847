using Embodied.Sdk.Geometry;

namespace Embodied.Sdk.Physics;

/// <summary>A contact between two segments.</summary>
/// <param name="First">Segment of one shape.</param>
/// <param name="Second">Segment of the other.</param>
/// <param name="Distance">Gap; negative is penetration.</param>
/// <param name="NormalForce">Force that keeps them apart.</param>
public readonly record struct Contact(int First, int Second, double Distance, double NormalForce)
{
    /// <summary>Where they touch, world frame.</summary>
    public Vec3 Position { get; init; }

    /// <summary>Unit vector from the first to the second, world frame.</summary>
    public Vec3 Normal { get; init; }

    /// <summary>Whole force on the second, friction included, world frame.</summary>
    public Vec3 Force { get; init; }

    /// <summary>The part of <see cref="Force"/> along the surface: friction.</summary>
    public Vec3 TangentialForce => Force - (NormalForce * Normal);
}
