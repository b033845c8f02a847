using Embodied.Sdk.Analysis;

namespace Embodied.Runtime.Following.Reports;

/// <summary>Agent, teacher and all others by what the animal does.</summary>
internal static class BehaviourSection
{
    public static ReportSection Build(FollowingResult result) => new()
    {
        Heading = "By behaviour",
        Text = ["How far the behaviours of the windows differ, in the table for everybody, in the figure for the agent beside its teacher."],
        Tables =
        [
            new("behaviours", ["behaviour", "actor", "windows", .. Cells.Names("both rules %"), "mimic %", "track-mjx %", .. Cells.Names("segments mean mm"), "segments median mm", "root mm", "joints °", "survival mean s"],
                [.. from behaviour in result.Behaviours from actor in result.Actors select Row(behaviour.Name, actor, behaviour.Windows)]),
        ],
        Figures = [Bars(result)],
    };

    private static IReadOnlyList<object> Row(string behaviour, FollowingActor actor, IReadOnlyList<int> windows)
    {
        var trials = actor.Of(windows);
        var (figures, intervals) = (FollowingFigures.Of(trials), FollowingIntervals.Of(trials));
        return
        [
            behaviour, actor.Name, figures.Windows, .. Cells.Percent(figures.Both), 100 * figures.Mimic.Estimate, 100 * figures.Track.Estimate, .. Cells.Of(intervals.MeanSegmentMm), figures.MedianSegmentMm,
            figures.RootMm, figures.JointDegrees, figures.SurvivalSeconds,
        ];
    }

    private static Figure Bars(FollowingResult result)
    {
        var behaviours = result.Behaviours;
        return new()
        {
            Name = "by-behaviour",
            Title = "Error and completed windows by behaviour",
            XLabel = "",
            YLabel = "segment error [mm]",
            Categories = [.. behaviours.Select(b => b.Name)],
            Series =
            [
                .. FollowingReport.Compared(result).Select(a => Cells.Series(a.Name, SeriesStyle.Bars, Cells.Places(behaviours.Count), [.. behaviours.Select(b => FollowingIntervals.Of(a.Of(b.Windows)).MeanSegmentMm)]) with { Color = FollowingReport.ColorOf(result, a) }),
                .. FollowingReport.Compared(result).Select(a => Cells.Series(a.Name, SeriesStyle.Bars, Cells.Places(behaviours.Count), [.. behaviours.Select(b => FollowingFigures.Of(a.Of(b.Windows)).Both)], 100) with
                {
                    Color = FollowingReport.ColorOf(result, a),
                    Panel = "both rules [%]",
                }),
            ],
            Caption = "Means over the windows of a behaviour with 95 % intervals (bootstrap over windows; Wilson's for shares); a behaviour of one window has no interval of its error.",
        };
    }
}
