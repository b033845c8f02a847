using Embodied.Sdk.Analysis;

namespace Embodied.Runtime.Following.Reports;

/// <summary>Everybody on all windows.</summary>
internal static class ActorSection
{
    public static ReportSection Build(FollowingResult result) => new()
    {
        Heading = "Everybody",
        Text =
        [
            $"Everybody follows the same {result.Windows.Count} windows, each once from its first frame. Completed are windows in which a rule holds to the end: mimic (ε beyond 0.25; Aldarondo et al. 2024) and track-mjx (height, place, turn and posture of the root; Zhang et al. 2025). Errors are means over the time until a window is lost under both. Intervals are of 95 %: Wilson's for shares, bootstrap over windows for errors.",
        ],
        Tables = [new("actors", Columns, [.. result.Actors.Select(Row)])],
        Figures = [Bars(result)],
    };

    private static readonly string[] Columns =
    [
        "actor", "windows", .. Cells.Names("both rules %"), .. Cells.Names("mimic %"), .. Cells.Names("track-mjx %"), .. Cells.Names("segments mean mm"), .. Cells.Names("segments median mm"),
        "root mm", "root °", .. Cells.Names("joints °"), "survival mean s",
    ];

    private static IReadOnlyList<object> Row(FollowingActor actor)
    {
        var (figures, intervals) = (FollowingFigures.Of(actor.Trials), FollowingIntervals.Of(actor.Trials));
        return
        [
            actor.Name, figures.Windows, .. Cells.Percent(figures.Both), .. Cells.Percent(figures.Mimic), .. Cells.Percent(figures.Track), .. Cells.Of(intervals.MeanSegmentMm),
            .. Cells.Of(intervals.MedianSegmentMm), figures.RootMm, figures.RootDegrees, .. Cells.Of(intervals.JointDegrees), figures.SurvivalSeconds,
        ];
    }

    private static Figure Bars(FollowingResult result)
    {
        var names = result.Actors.Select(a => a.Name).ToArray();
        return new()
        {
            Name = "everybody",
            Title = "Completed windows and error of everybody",
            XLabel = "",
            YLabel = "completed windows [%]",
            Categories = names,
            Series =
            [
                Cells.Series("mimic", SeriesStyle.Bars, Cells.Places(names.Length), [.. result.Actors.Select(a => FollowingFigures.Of(a.Trials).Mimic)], 100) with { Color = 0 },
                Cells.Series("track-mjx", SeriesStyle.Bars, Cells.Places(names.Length), [.. result.Actors.Select(a => FollowingFigures.Of(a.Trials).Track)], 100) with { Color = 1 },
                Cells.Series("median error", SeriesStyle.Bars, Cells.Places(names.Length), [.. result.Actors.Select(a => FollowingIntervals.Of(a.Trials).MedianSegmentMm)]) with { Panel = "segment error [mm]", Color = 2 },
            ],
            Caption = "Shares with Wilson's 95 % intervals, errors with those of a bootstrap over windows.",
        };
    }
}
