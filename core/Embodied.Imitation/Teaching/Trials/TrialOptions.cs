namespace Embodied.Imitation.Teaching.Trials;

/// <summary>How an actor is tried.</summary>
public sealed record TrialOptions
{
    /// <summary>Longest trial [s].</summary>
    public double Duration { get; init; } = 5;

    /// <summary>Time between controls [s]; a whole number of integration steps.</summary>
    public double ControlStep { get; init; } = 0.02;

    /// <summary>When the body no longer follows.</summary>
    public FailureLimits Limits { get; init; } = new();

    /// <summary>What a step costs a search.</summary>
    public TrialCost Cost { get; init; } = new();

    /// <summary>Ends at the first failure under either rule; otherwise once both have failed.</summary>
    public bool StopAtFirstFailure { get; init; }

    /// <summary>
    /// Goes on to the end of the window after the body was lost, and keeps <see cref="TrialResult.Trace"/>; the other figures stay those of the time until it was lost.
    /// </summary>
    public bool Traced { get; init; }

    /// <summary>Noise and pushes, or null for none.</summary>
    public Disturbance? Disturbance { get; init; }

    /// <summary>How much each control varies, [controls]: what the noise is a share of. Empty for no noise.</summary>
    public IReadOnlyList<double> ControlScales { get; init; } = [];
}
