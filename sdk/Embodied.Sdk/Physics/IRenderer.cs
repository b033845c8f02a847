namespace Embodied.Sdk.Physics;

/// <summary>Draws simulations of one model offscreen. Use and dispose it on the thread that made it.</summary>
public interface IRenderer : IDisposable
{
    /// <summary>Draws one picture into <paramref name="rgb"/>, [height × width × 3], top row first.</summary>
    void Render(ISimulation simulation, View view, Span<byte> rgb);
}

/// <summary>A model that can be drawn.</summary>
public interface IHasRenderer
{
    /// <summary>Makes a renderer for pictures of this size [pixels].</summary>
    /// <exception cref="Errors.EmbodiedException">No offscreen graphics on this machine; the hint says what to install.</exception>
    IRenderer CreateRenderer(int width, int height, PictureQuality quality = PictureQuality.Fast);
}

/// <summary>How much time a picture may cost.</summary>
public enum PictureQuality
{
    /// <summary>For eyes that learn and long videos: no shadows, hard edges.</summary>
    Fast,

    /// <summary>For pictures people look at: shadows and smooth edges.</summary>
    Fine,
}

/// <summary>From where to look.</summary>
public sealed record View
{
    /// <summary>A camera of the scene; null uses the free camera below.</summary>
    public string? Camera { get; init; }

    /// <summary>Point the free camera looks at, world frame.</summary>
    public Geometry.Vec3 LookAt { get; init; }

    /// <summary>Distance of the free camera.</summary>
    public double Distance { get; init; } = 1;

    /// <summary>Compass direction the free camera looks towards [degrees].</summary>
    public double Azimuth { get; init; } = 90;

    /// <summary>Elevation of the view direction [degrees]; negative looks down.</summary>
    public double Elevation { get; init; } = -20;

    /// <summary>Opacity of everything that is not fixed to the world, in [0, 1]; below 1 shows markers inside a body.</summary>
    public double BodyOpacity { get; init; } = 1;

    /// <summary>Extra balls and lines drawn over the scene.</summary>
    public IReadOnlyList<Marker> Markers { get; init; } = [];
}

/// <summary>A ball, or a line when <paramref name="End"/> is given, drawn over the scene.</summary>
/// <param name="Position">Centre or start, world frame.</param>
/// <param name="Radius">Radius.</param>
/// <param name="Color">Red, green, blue, opacity in [0, 1].</param>
/// <param name="End">Other end of a line.</param>
public sealed record Marker(Geometry.Vec3 Position, double Radius, float[] Color, Geometry.Vec3? End = null);
