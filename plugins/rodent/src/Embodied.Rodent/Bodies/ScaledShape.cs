using Embodied.Sdk.Bodies;

namespace Embodied.Rodent.Bodies;

/// <summary>A shape at another scale; its density stays.</summary>
internal static class ScaledShape
{
    public static Shape Of(Shape shape, double scale) => shape with { Position = scale * shape.Position, Size = Size(shape.Size, scale) };

    public static double[] Size(double[] size, double scale) => [.. size.Select(x => scale * x)];
}
