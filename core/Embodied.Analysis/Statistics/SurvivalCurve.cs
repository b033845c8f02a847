namespace Embodied.Analysis.Statistics;

/// <summary>A time at which some ended.</summary>
/// <param name="Time">The time.</param>
/// <param name="AtRisk">How many were there just before.</param>
/// <param name="Ended">How many of them ended.</param>
/// <param name="Survival">Share that is there from now on, with its interval.</param>
public sealed record SurvivalStep(double Time, int AtRisk, int Ended, ConfidenceInterval Survival);

/// <summary>A step function that begins at 1 and falls where some end.</summary>
/// <param name="Steps">Where it falls, ascending in time.</param>
/// <param name="Last">Longest time that was watched; NaN for an empty sample.</param>
public sealed record SurvivalCurve(IReadOnlyList<SurvivalStep> Steps, double Last)
{
    /// <summary>First time at which half or less are there; null where that was never seen.</summary>
    public double? Median => Steps.FirstOrDefault(s => s.Survival.Estimate <= 0.5)?.Time;

    /// <summary>The share at a time, with its interval; 1 before the first fall.</summary>
    public ConfidenceInterval At(double time) => Steps.LastOrDefault(s => s.Time <= time)?.Survival ?? new(1, 1, 1);
}
