namespace Embodied.Analysis.Pictures;

/// <summary>Points drawn over every frame of a motion: recorded keypoints, fitted markers, a target.</summary>
/// <param name="Points">World positions, [frames × count × 3]; points that are not finite are left out.</param>
/// <param name="Count">Points per frame.</param>
/// <param name="Color">Red, green, blue, opacity in [0, 1].</param>
public sealed record PointOverlay(double[] Points, int Count, float[] Color)
{
    /// <summary>Vermilion, for what was recorded.</summary>
    public static float[] Recorded { get; } = [0.9f, 0.35f, 0.05f, 1];

    /// <summary>Sky blue, for what was fitted.</summary>
    public static float[] Fitted { get; } = [0.2f, 0.65f, 0.95f, 1];

    /// <summary>Pairs of points joined by a line, e.g. a skeleton.</summary>
    public IReadOnlyList<(int From, int To)> Lines { get; init; } = [];

    /// <summary>
    /// Points of the same shape that each point is joined to by a thin line, e.g. the markers fitted to keypoints; null for none.
    /// </summary>
    public double[]? JoinedTo { get; init; }

    /// <summary>Size relative to the automatic one.</summary>
    public double Scale { get; init; } = 1;
}
