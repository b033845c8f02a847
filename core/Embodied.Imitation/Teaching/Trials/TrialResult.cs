namespace Embodied.Imitation.Teaching.Trials;

/// <summary>How a trial went. Means are over the steps until it ended. Metres, radians, seconds.</summary>
public sealed record TrialResult
{
    /// <summary>First frame.</summary>
    public required int Frame { get; init; }

    /// <summary>How long it could have lasted.</summary>
    public required double Asked { get; init; }

    /// <summary>How long the body followed under the first rule, <see cref="FailureLimits.Deviates"/>.</summary>
    public required double MimicSeconds { get; init; }

    /// <summary>How long the body followed under the second rule, <see cref="FailureLimits.Falls"/>.</summary>
    public required double TrackSeconds { get; init; }

    /// <summary>Whether it followed to the end under the first rule.</summary>
    public required bool MimicComplete { get; init; }

    /// <summary>Whether it followed to the end under the second rule.</summary>
    public required bool TrackComplete { get; init; }

    /// <summary>Whether the physics diverged.</summary>
    public required bool Diverged { get; init; }

    /// <summary>Mean distance of tracked segments.</summary>
    public required double Segment { get; init; }

    /// <summary>Mean distance of the root.</summary>
    public required double Root { get; init; }

    /// <summary>Mean angle of the root.</summary>
    public required double Angle { get; init; }

    /// <summary>Mean joint error.</summary>
    public required double Joint { get; init; }

    /// <summary>Mean ε of the first rule.</summary>
    public required double Deviation { get; init; }

    /// <summary>Mean cost of a step that was asked for, <see cref="TrialCost"/>.</summary>
    public required double Cost { get; init; }

    /// <summary>The course of the errors; null unless it was asked for.</summary>
    public TrialTrace? Trace { get; init; }
}
