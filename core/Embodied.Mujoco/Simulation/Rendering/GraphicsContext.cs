namespace Embodied.Mujoco.Simulation.Rendering;

/// <summary>An OpenGL context without a window. One thread makes, uses and disposes it.</summary>
internal abstract class GraphicsContext : IDisposable
{
    /// <summary>Makes it the context that this thread's OpenGL calls go to.</summary>
    public abstract void MakeCurrent();

    /// <summary>Frees it.</summary>
    public abstract void Dispose();
}
