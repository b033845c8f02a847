namespace Embodied.Runtime.Benchmarks;

/// <summary>How long and how hard a physics benchmark works.</summary>
public sealed record PhysicsBenchmarkOptions
{
    /// <summary>Control steps per run.</summary>
    public int Steps { get; init; } = 200;

    /// <summary>Runs of each kind, taken in turn; every step counts with its fastest run.</summary>
    public int Repetitions { get; init; } = 7;

    /// <summary>Integration steps per control step.</summary>
    public int Substeps { get; init; } = 10;

    /// <summary>Integration step [time unit of the body]; null keeps the body's own.</summary>
    public double? Timestep { get; init; } = 0.002;

    /// <summary>Worlds stepped together when threads are compared.</summary>
    public int Worlds { get; init; } = 8;

    /// <summary>Largest action, in [0, 1].</summary>
    public double Amplitude { get; init; } = 0.3;

    /// <summary>Seed of actions and initial states.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Ends the measurement between two control steps.</summary>
    public CancellationToken Cancel { get; init; }
}
