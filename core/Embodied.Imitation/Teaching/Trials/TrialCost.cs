namespace Embodied.Imitation.Teaching.Trials;

/// <summary>
/// What a trial costs: per step the errors in units of what counts as large, bounded; more for each step that was lost; and a term on the worst tenth of
/// the steps, so that a motion is not followed well on average and badly at times.
/// </summary>
public sealed record TrialCost
{
    /// <summary>Segment error that costs 1 [m].</summary>
    public double Segment { get; init; } = 0.02;

    /// <summary>Angle of the root that costs 1 [rad].</summary>
    public double Angle { get; init; } = 1;

    /// <summary>Mean joint error that costs 1 [rad]; keeps the posture from drifting.</summary>
    public double Joint { get; init; } = 0.5;

    /// <summary>Most a step costs.</summary>
    public double Most { get; init; } = 3;

    /// <summary>What a step after the failure costs.</summary>
    public double Lost { get; init; } = 4;

    /// <summary>Weight of the mean segment error of the worst tenth.</summary>
    public double Tail { get; init; } = 0.25;

    /// <summary>Cost of a step.</summary>
    public double Of(in FollowingErrors errors) =>
        Math.Min(Most, (errors.Segment / Segment) + (errors.Angle / Angle) + (errors.Joint / Joint));
}
