using Embodied.Mujoco.Native;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Simulation;

/// <summary>
/// The engine's counts of what went wrong in one world. On bad numbers the engine resets the world by itself and goes on, so these counts are the
/// only trace of a divergence.
/// </summary>
internal readonly unsafe struct WarningCounters
{
    private readonly byte* _stats;
    private readonly int _bytes;
    private readonly int* _contactsFull;
    private readonly int* _constraintsFull;
    private readonly int* _badPosition;
    private readonly int* _badVelocity;
    private readonly int* _badAcceleration;
    private readonly int* _badControl;

    public WarningCounters(MujocoLibrary library, nint data)
    {
        var layout = library.Layout;
        var stats = (byte*)data + layout.Offset("mjData", "warning");
        var (size, number) = (layout.Size("mjWarningStat"), layout.Offset("mjWarningStat", "number"));
        int* Counter(string name) => (int*)(stats + (layout.Constant(name) * size) + number);
        _stats = stats;
        _bytes = layout.Constant("mjNWARNING") * size;
        _contactsFull = Counter("mjWARN_CONTACTFULL");
        _constraintsFull = Counter("mjWARN_CNSTRFULL");
        _badPosition = Counter("mjWARN_BADQPOS");
        _badVelocity = Counter("mjWARN_BADQVEL");
        _badAcceleration = Counter("mjWARN_BADQACC");
        _badControl = Counter("mjWARN_BADCTRL");
    }

    /// <summary>Whether positions, velocities, accelerations or controls were not finite (or beyond 1e10), or could not be solved for, since <see cref="Clear"/>.</summary>
    public bool Diverged => (*_badPosition | *_badVelocity | *_badAcceleration | *_badControl) != 0 || EngineMessages.SolverFailed;

    /// <summary>What happened since <see cref="Clear"/>.</summary>
    public StepResult Result => Diverged ? StepResult.Diverged
        : (*_contactsFull | *_constraintsFull) != 0 ? StepResult.Overflowed
        : StepResult.Ok;

    /// <summary>Forgets what happened.</summary>
    public void Clear()
    {
        new Span<byte>(_stats, _bytes).Clear();
        EngineMessages.SolverFailed = false;
    }
}
