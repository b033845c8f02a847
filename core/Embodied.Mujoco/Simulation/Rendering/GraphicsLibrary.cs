using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Simulation.Rendering;

/// <summary>
/// Finds OpenGL without a window: OSMesa (pure software), then EGL without a surface. Only one of the two is loaded in a process, because
/// the
/// engine takes its OpenGL functions from whichever it finds. The variable <c>EMBODIED_GL</c> set to <c>osmesa</c>, <c>egl</c> or
/// <c>none</c> decides instead.
/// </summary>
internal static class GraphicsLibrary
{
    /// <summary>Environment variable that decides which library is used.</summary>
    public const string Variable = "EMBODIED_GL";

    private const string Fix = "Run apt-get install libosmesa6 (or libegl1 libegl-mesa0 libgl1-mesa-dri).";

    private static readonly Lock Loading = new();
    private static Func<GraphicsContext>? _factory;

    /// <summary>A new context for this thread.</summary>
    /// <exception cref="EmbodiedException">No graphics on this machine; the hint says what to install.</exception>
    public static GraphicsContext CreateContext()
    {
        Func<GraphicsContext> factory;
        lock (Loading)
            factory = _factory ??= Find(Environment.GetEnvironmentVariable(Variable));
        return factory();
    }

    /// <summary>What makes contexts, for a value of <see cref="Variable"/>.</summary>
    public static Func<GraphicsContext> Find(string? wanted) => wanted?.ToLowerInvariant() switch
    {
        null or "" => OsMesaContext.Load() ?? EglContext.Load() ?? throw Missing("no OSMesa and no EGL library works"),
        "osmesa" => OsMesaContext.Load() ?? throw Missing($"{OsMesaContext.Library} does not load and {Variable} asks for it"),
        "egl" => EglContext.Load() ?? throw Missing($"{EglContext.Library} does not work and {Variable} asks for it"),
        "none" => throw new EmbodiedException($"Pictures cannot be drawn: {Variable} is 'none'.", $"Unset {Variable}."),
        _ => throw new InputException(Variable, $"is '{wanted}'; it may be osmesa, egl or none"),
    };

    internal static EmbodiedException Missing(string reason) => new($"Pictures cannot be drawn: {reason}.", Fix);
}
