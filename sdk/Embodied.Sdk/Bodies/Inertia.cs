using Embodied.Sdk.Geometry;

namespace Embodied.Sdk.Bodies;

/// <summary>Mass properties of a segment.</summary>
/// <param name="Mass">Mass.</param>
/// <param name="Centre">Centre of mass in the segment's frame.</param>
/// <param name="Orientation">Principal axes in the segment's frame.</param>
/// <param name="Diagonal">Principal moments [mass · length²].</param>
public sealed record Inertia(double Mass, Vec3 Centre, Quat Orientation, Vec3 Diagonal);
