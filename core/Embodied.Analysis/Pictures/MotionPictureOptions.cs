using Embodied.Sdk.Physics;

namespace Embodied.Analysis.Pictures;

/// <summary>How a motion is drawn.</summary>
public sealed record MotionPictureOptions
{
    /// <summary>Width of a picture [pixels]; even for videos.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Height of a picture [pixels]; even for videos.</summary>
    public int Height { get; init; } = 480;

    /// <summary>A camera of the scene; null for the automatic one, which keeps the whole animal in the picture.</summary>
    public string? Camera { get; init; }

    /// <summary>
    /// Direction the automatic camera looks in, relative to where the body faces at first [degrees]: 0 from behind, 180 into its face.
    /// </summary>
    public double Azimuth { get; init; } = 118;

    /// <summary>Elevation of the automatic camera [degrees]; negative looks down.</summary>
    public double Elevation { get; init; } = -22;

    /// <summary>Distance of the automatic camera relative to the one that just shows the whole animal.</summary>
    public double Zoom { get; init; } = 1;

    /// <summary>Opacity of the body; below 1 shows points inside it. Null fades a body with points over it and no other.</summary>
    public double? BodyOpacity { get; init; }

    /// <summary>How much time a picture may cost.</summary>
    public PictureQuality Quality { get; init; } = PictureQuality.Fine;

    /// <summary>Points drawn over the scene.</summary>
    public IReadOnlyList<PointOverlay> Overlays { get; init; } = [];

    /// <summary>Another motion of the same body and as many frames, drawn above in a picture of its own from the same place; null for none.</summary>
    public double[]? Above { get; init; }

    /// <summary>Makes the renderer; null for the model's own. For backends that offer several qualities.</summary>
    public Func<int, int, IRenderer>? Renderer { get; init; }
}
