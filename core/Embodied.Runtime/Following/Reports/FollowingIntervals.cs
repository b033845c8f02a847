using Embodied.Analysis.Statistics;
using Embodied.Imitation.Teaching.Trials;

namespace Embodied.Runtime.Following.Reports;

/// <summary>How sure the figures of some windows are: 95 % intervals by drawing windows again, and how long half of them last.</summary>
/// <param name="MeanSegmentMm">Mean distance of tracked segments, averaged over windows.</param>
/// <param name="MedianSegmentMm">Median over windows.</param>
/// <param name="JointDegrees">Mean joint error.</param>
/// <param name="MimicMedianSeconds">Time by which half of the windows are lost under the rule <c>mimic</c> (Kaplan–Meier); null where fewer are.</param>
/// <param name="TrackMedianSeconds">The same under the rule <c>track-mjx</c>.</param>
public sealed record FollowingIntervals(
    ConfidenceInterval MeanSegmentMm, ConfidenceInterval MedianSegmentMm, ConfidenceInterval JointDegrees, double? MimicMedianSeconds, double? TrackMedianSeconds)
{
    private const ulong Seed = 1;

    /// <summary>Of some trials.</summary>
    public static FollowingIntervals Of(IReadOnlyList<TrialResult> trials)
    {
        double[] segments = [.. trials.Select(t => 1000 * t.Segment)];
        return new(
            Mean(segments), Bootstrap.Interval(segments, Seed, Median), Mean([.. trials.Select(t => double.RadiansToDegrees(t.Joint))]), Survival(trials, mimic: true).Median,
            Survival(trials, mimic: false).Median);
    }

    /// <summary>A mean with its interval.</summary>
    public static ConfidenceInterval Mean(ReadOnlySpan<double> values) => Bootstrap.Interval(values, Seed);

    /// <summary>How long windows are followed under one of the rules; those that end unbroken are censored.</summary>
    internal static SurvivalCurve Survival(IReadOnlyList<TrialResult> trials, bool mimic) => KaplanMeier.Of(
        [.. trials.Select(t => mimic ? t.MimicSeconds : t.TrackSeconds)], [.. trials.Select(t => !(mimic ? t.MimicComplete : t.TrackComplete))]);

    /// <summary>Median; NaN of nothing.</summary>
    internal static double Median(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted.Length == 0 ? double.NaN : 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
    }
}
