using System.Globalization;

namespace Embodied.Imitation.Teaching.Trials;

/// <summary>Several trials of one actor.</summary>
/// <param name="Trials">Number of trials.</param>
/// <param name="MimicShare">Share that followed to the end under the first rule.</param>
/// <param name="TrackShare">Share that followed to the end under the second rule.</param>
/// <param name="MimicSeconds">Mean time the body followed under the first rule.</param>
/// <param name="TrackSeconds">Mean time the body followed under the second rule.</param>
/// <param name="SegmentMm">Mean distance of tracked segments [mm].</param>
/// <param name="RootMm">Mean distance of the root [mm].</param>
/// <param name="RootDegrees">Mean angle of the root.</param>
/// <param name="JointDegrees">Mean joint error.</param>
/// <param name="Deviation">Mean ε.</param>
/// <param name="Cost">Mean cost.</param>
public sealed record TrialSummary(
    int Trials, double MimicShare, double TrackShare, double MimicSeconds, double TrackSeconds, double SegmentMm, double RootMm, double RootDegrees,
    double JointDegrees, double Deviation, double Cost)
{
    /// <summary>Averages trials, each counted once.</summary>
    public static TrialSummary Of(IReadOnlyList<TrialResult> trials)
    {
        if (trials.Count == 0)
            throw new ArgumentException("there are no trials", nameof(trials));
        double Mean(Func<TrialResult, double> value) => trials.Average(value);
        return new(
            trials.Count, Mean(t => t.MimicComplete ? 1 : 0), Mean(t => t.TrackComplete ? 1 : 0), Mean(t => t.MimicSeconds), Mean(t => t.TrackSeconds),
            1000 * Mean(t => t.Segment), 1000 * Mean(t => t.Root), double.RadiansToDegrees(Mean(t => t.Angle)), double.RadiansToDegrees(Mean(t => t.Joint)),
            Mean(t => t.Deviation), Mean(t => t.Cost));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Trials} trials: mimic {MimicShare:P0} {MimicSeconds:F2} s, track {TrackShare:P0} {TrackSeconds:F2} s, segments {SegmentMm:F1} mm, root {RootMm:F1} mm {RootDegrees:F1}°, joints {JointDegrees:F1}°, eps {Deviation:F3}, cost {Cost:F3}");
}
