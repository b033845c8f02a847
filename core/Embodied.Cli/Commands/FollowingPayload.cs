using Embodied.Analysis.Statistics;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Runtime.Following;
using Embodied.Runtime.Following.Reports;

namespace Embodied.Cli.Commands;

/// <summary>How motions were followed, for machines.</summary>
internal static class FollowingPayload
{
    public static object Of(FollowingResult result, IReadOnlyList<string> notes)
    {
        var all = FollowingFigures.Of(result.Agent.Trials);
        return new
        {
            Controller = result.Agent.Name,
            all.Windows,
            CompletedFraction = all.Both.Estimate,
            MeanSegmentErrorMm = all.MeanSegmentMm,
            MedianSegmentErrorMm = all.MedianSegmentMm,
            MeanSurvivalSeconds = all.SurvivalSeconds,
            Actors = result.Actors.Select(a => new
            {
                a.Name,
                All = FollowingFigures.Of(a.Trials),
                Behaviours = result.Behaviours.ToDictionary(b => b.Name, b => FollowingFigures.Of(a.Of(b.Windows))),
                Intervals = Intervals(a),
                Trials = result.Windows.Zip(a.Trials, Trial),
            }),
            Variability = result.Variability is null ? null : FollowingReport.Variability(result).ToDictionary(v => v.Behaviour, v => Known(v.Mean)),
            Conditions = result.Conditions.Count == 0 ? null : result.Conditions.Select(c => new { c.What.Name, c.What.Kind, c.What.Value, Actors = c.Actors.Select(a => new { a.Name, All = FollowingFigures.Of(a.Trials), Intervals = Intervals(a) }) }),
            Differences = result.Conditions.Count == 0 ? null : FollowingReport.Pairs(result).Select(p => new { p.Condition, p.Mimic, p.Track, p.Both, NearerMm = Known(p.NearerMm) }),
            Verdicts = result.Conditions.Count == 0 ? null : FollowingReport.Verdicts(result),
            Notes = notes,
        };
    }

    private static object Trial(FollowingWindow window, TrialResult trial) => new
    {
        Motion = window.Motion.Name,
        From = window.Frame * window.Motion.Timestep,
        window.Seconds,
        trial.MimicSeconds,
        trial.TrackSeconds,
        Completed = trial is { MimicComplete: true, TrackComplete: true },
        SegmentErrorMm = Known(1000 * trial.Segment),
        WholeSegmentErrorMm = trial is { Diverged: false, Trace.Course: { Count: > 0 } course } ? Known(1000 * course.Average()) : null,
        RootDegrees = Known(double.RadiansToDegrees(trial.Angle)),
    };

    private static object Intervals(FollowingActor actor)
    {
        var intervals = FollowingIntervals.Of(actor.Trials);
        return new
        {
            MeanSegmentMm = Known(intervals.MeanSegmentMm),
            MedianSegmentMm = Known(intervals.MedianSegmentMm),
            JointDegrees = Known(intervals.JointDegrees),
            intervals.MimicMedianSeconds,
            intervals.TrackMedianSeconds,
        };
    }

    // A number that is none has no place in JSON.
    private static object Known(ConfidenceInterval interval) => new { Estimate = Known(interval.Estimate), Low = Known(interval.Low), High = Known(interval.High) };

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
