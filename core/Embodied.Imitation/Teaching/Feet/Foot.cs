using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Teaching.Feet;

/// <summary>The end of a limb that may stand on the ground. Indices are those of the model.</summary>
/// <param name="Name">Name of the end effector.</param>
/// <param name="Tip">The segment at the very end of the limb; its origin is what a swing places.</param>
/// <param name="Limb">Velocities of the joints that move this foot and no other.</param>
/// <param name="Soles">The solids it stands on.</param>
internal sealed record Foot(string Name, int Tip, int[] Limb, PlacedShape[] Soles)
{
    /// <summary>Points at which it may touch the ground.</summary>
    public int PointCount { get; } = Soles.Sum(s => SolePoints.Count(s.Shape.Kind));
}
