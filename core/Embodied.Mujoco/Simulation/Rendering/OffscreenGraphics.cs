namespace Embodied.Mujoco.Simulation.Rendering;

/// <summary>What draws pictures on this machine.</summary>
public static class OffscreenGraphics
{
    /// <summary>Makes a drawing context and says through which library.</summary>
    /// <exception cref="Sdk.Errors.EmbodiedException">No offscreen graphics; the hint says what to install.</exception>
    public static string Describe()
    {
        using var context = GraphicsLibrary.CreateContext();
        context.MakeCurrent();
        return context is OsMesaContext ? $"OSMesa ({OsMesaContext.Library})" : $"EGL without a surface ({EglContext.Library})";
    }
}
