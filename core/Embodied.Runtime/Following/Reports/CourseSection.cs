using Embodied.Analysis.Statistics;
using Embodied.Sdk.Analysis;

namespace Embodied.Runtime.Following.Reports;

/// <summary>How errors grow with the time since a window began.</summary>
internal static class CourseSection
{
    // Neighbours in time are much alike.
    private const int Points = 50;

    public static ReportSection Build(FollowingResult result)
    {
        var courses = result.Actors.Select(a => (Actor: a, Points: Course(result, a))).ToArray();
        return new()
        {
            Heading = "Accumulation over time",
            Text =
            [
                "Mean distance of the tracked segments against the time since the beginning of a window. Everybody goes on to the end of each window, lost or not: a mean over those still followed would fall whenever a bad one drops out. A window whose physics diverges counts until then.",
            ],
            Tables =
            [
                new("course", ["actor", "time s", "windows", .. Cells.Names("segments mean mm")],
                    [.. courses.SelectMany(c => c.Points.Select(p => (IReadOnlyList<object>)[c.Actor.Name, p.Time, p.Windows, .. Cells.Of(p.Error)]))]),
            ],
            Figures =
            [
                new()
                {
                    Name = "accumulation",
                    Title = "Accumulation of error over time",
                    XLabel = "time since the beginning of the window [s]",
                    YLabel = "segments [mm]",
                    Series =
                    [
                        .. from at in FollowingReport.Groups(result)
                           from c in courses
                           where at.Actors.Contains(c.Actor)
                           select Cells.Series(c.Actor.Name, SeriesStyle.Band, [.. c.Points.Select(p => p.Time)], [.. c.Points.Select(p => p.Error)]) with { Color = FollowingReport.ColorOf(result, c.Actor), Panel = $"segments{at.Panel} [mm]" },
                    ],
                    Caption = "Bands are 95 % bootstrap intervals over windows.",
                },
            ],
        };
    }

    private static Point[] Course(FollowingResult result, FollowingActor actor)
    {
        var traces = actor.Trials.Select(t => t.Trace!.Course).ToArray();
        var longest = traces.Max(t => t.Count);
        var stride = Math.Max(1, longest / Points);
        return
        [
            .. Enumerable.Range(0, longest).Where(step => (step + 1) % stride == 0).Select(step =>
            {
                double[] there = [.. traces.Where(t => t.Count > step).Select(t => 1000 * t[step])];
                return new Point((step + 1) * result.ControlStep, there.Length, FollowingIntervals.Mean(there));
            }),
        ];
    }

    private sealed record Point(double Time, int Windows, ConfidenceInterval Error);
}
