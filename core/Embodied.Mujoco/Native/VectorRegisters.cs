namespace Embodied.Mujoco.Native;

/// <summary>
/// Cleans the upper halves of the vector registers before native code that was compiled for the first SSE, as the library of a distribution is: after managed code has used
/// wider vectors every such instruction waits for the one before, which cost a twelfth of all physics. The runtime cleans them before a P/Invoke, but not before a call through
/// a function pointer.
/// </summary>
internal static class VectorRegisters
{
    /// <summary>Cleans them; a few nanoseconds.</summary>
    // The cheapest P/Invoke there is on every system.
    public static void Clean() => _ = Environment.TickCount64;
}
