namespace Embodied.Mujoco.Simulation.Rendering;

/// <summary>How much time a picture may cost. With software graphics a shadow costs more than the rest of a picture.</summary>
public sealed record RenderQuality
{
    /// <summary>For eyes and long videos: no shadow, hard edges.</summary>
    public static RenderQuality Fast { get; } = new();

    /// <summary>For pictures people look at: shadow and smooth edges.</summary>
    public static RenderQuality Fine { get; } = new() { ShadowSize = 2048, Samples = 4 };

    /// <summary>Side of the shadow map [pixels]; 0 for no shadows.</summary>
    public int ShadowSize { get; init; }

    /// <summary>Samples per pixel: 0, 2, 4 or 8.</summary>
    public int Samples { get; init; }
}
