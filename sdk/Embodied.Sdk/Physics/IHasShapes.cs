using Embodied.Sdk.Bodies;

namespace Embodied.Sdk.Physics;

/// <summary>A model that knows the solids its segments are made of.</summary>
public interface IHasShapes
{
    /// <summary>The solids of all segments that can touch others; those of the world are segment 0.</summary>
    IReadOnlyList<PlacedShape> Shapes { get; }
}

/// <summary>A solid of a compiled scene.</summary>
/// <param name="Segment">Index of the segment that carries it.</param>
/// <param name="Shape">Its geometry in that segment's frame. A mesh is given as the box around it.</param>
public sealed record PlacedShape(int Segment, Shape Shape);
