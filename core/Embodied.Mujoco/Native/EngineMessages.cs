using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Embodied.Mujoco.Native;

/// <summary>
/// What the engine says by itself. Without handlers it appends to MUJOCO_LOG.TXT in the working directory, waits for a key and exits. Warnings are
/// collected while a scene compiles; those of stepping are counted by the engine and read as results.
/// </summary>
internal static unsafe class EngineMessages
{
    [ThreadStatic]
    private static List<string>? _collected;

    [ThreadStatic]
    private static bool _solverFailed;

    /// <summary>Whether the solver met a matrix it cannot factor in a call of this thread, until it is set to false.</summary>
    public static bool SolverFailed
    {
        get => _solverFailed;
        set => _solverFailed = value;
    }

    /// <summary>Puts the handlers in place.</summary>
    public static void Install(MujocoLibrary library)
    {
        *(delegate* unmanaged[Cdecl]<byte*, void>*)library.Export("mju_user_error") = &OnError;
        *(delegate* unmanaged[Cdecl]<byte*, void>*)library.Export("mju_user_warning") = &OnWarning;
    }

    /// <summary>Collects the warnings that this thread's calls raise until <see cref="Collected"/> is read.</summary>
    public static void Collect() => _collected = [];

    /// <summary>The warnings since <see cref="Collect"/>; ends collecting.</summary>
    public static IReadOnlyList<string> Collected()
    {
        IReadOnlyList<string> collected = _collected ?? [];
        _collected = null;
        return collected;
    }

    // The engine's code after a fatal error runs on broken state if this returns, and no exception may cross its frames: the process has to end.
    // Causes that input could have are refused before the engine sees them.
    // One is no fault of the code: a matrix of masses and contacts so uneven, in a world that bursts, that its sparse factor loses rank. The factor is then complete all
    // the same, with small numbers in place of the lost ones, which is what the dense solver goes on with without a word (engine_solver.c, HessianDirect): a divergence.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnError(byte* message)
    {
        if (MemoryMarshal.CreateReadOnlySpanFromNullTerminated(message).StartsWith("Rank-de"u8))
            _solverFailed = true;
        else
            Environment.FailFast($"MuJoCo stopped with a fatal error: {Marshal.PtrToStringUTF8((nint)message)}");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnWarning(byte* message)
    {
        if (_collected is { } list && Marshal.PtrToStringUTF8((nint)message) is { } text)
            list.Add(text);
    }
}
