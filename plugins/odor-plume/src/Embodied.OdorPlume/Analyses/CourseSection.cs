using Embodied.OdorPlume.Plumes;
using Embodied.Sdk.Analysis;

namespace Embodied.OdorPlume.Analyses;

/// <summary>
/// Whether the insect follows the plume or the wind: its course over ground while tracking, relative to the centreline of the plume where it is and to
/// the wind at that moment.
/// </summary>
internal static class CourseSection
{
    private const int Bins = 36;

    public static ReportSection Build(TrackStudy study)
    {
        var rows = study.Conditions.Select(condition => (Condition: condition, Angles: Angles(study, condition))).Where(r => r.Angles.Count > 0).ToArray();
        return new()
        {
            Heading = "Course: plume or wind",
            Text =
            [
                "Course over ground of tracking steps against the direction of the centreline (away from the source) at the insect's x, and against the "
                + "wind of the moment: 0° is straight up the plume, or straight upwind. The centreline is where puffs without noise would be. Singh et al. "
                + "find courses aligned with the centreline, and about 45° off the wind after switch-once has turned.",
            ],
            Tables =
            [
                new("course", ["condition", "steps", "mean angle off the centreline [°]", "mean angle off the wind [°]"],
                    [.. rows.Select(r => (IReadOnlyList<object>)[r.Condition, r.Angles.Count, Off(r.Angles.Select(a => a.Line)), Off(r.Angles.Select(a => a.Wind))])]),
            ],
            Figures = [.. rows.Select(r => Histogram(r.Condition, r.Angles))],
        };
    }

    private static List<(double Line, double Wind)> Angles(TrackStudy study, string condition)
    {
        var angles = new List<(double, double)>();
        foreach (var episode in study.Balanced.Where(e => e.Condition == condition))
        {
            var modules = OdourHistory.Modules(episode, study.LostAfter);
            var line = new Centreline(episode.Plume.Recipe);
            for (var t = 0; t + 1 < episode.Length; t++)
            {
                if (modules[t] != BehaviourModule.Tracking)
                    continue;
                var ((x, y, _), (nextX, nextY, _)) = (episode.Pose[t], episode.Pose[t + 1]);
                var course = Math.Atan2(nextY - y, nextX - x);
                var frame = episode.FirstFrame + t;
                if (line.DirectionAt(frame, x) is not { } direction)
                    continue;
                var wind = episode.Plume[frame].Wind;
                angles.Add((Against(course, direction), Against(course, Math.Atan2(wind.Y, wind.X))));
            }
        }

        return angles;
    }

    private static double Off(IEnumerable<double> angles) => Math.Round(angles.Average(a => Math.Abs(a * 180 / Math.PI)), 1);

    private static double Against(double course, double direction) => Math.IEEERemainder(course - direction - Math.PI, Math.Tau);

    private static Figure Histogram(string condition, List<(double Line, double Wind)> angles) => new()
    {
        Name = $"course-{condition}",
        Title = $"{condition}: course while tracking",
        XLabel = "course off the way up the centreline, or upwind [°]",
        YLabel = "share of steps [%]",
        Series = [Share("centreline", angles.Select(a => a.Line)), Share("wind", angles.Select(a => a.Wind))],
    };

    private static Series Share(string label, IEnumerable<double> angles)
    {
        const double width = 360.0 / Bins;
        var counts = new double[Bins];
        var all = 0;
        foreach (var angle in angles)
        {
            counts[Math.Clamp((int)(((angle * 180 / Math.PI) + 180) / width), 0, Bins - 1)]++;
            all++;
        }

        return new(label, SeriesStyle.Line, [.. counts.Select((_, i) => -180 + ((i + 0.5) * width))], [.. counts.Select(c => 100 * c / Math.Max(1, all))]);
    }
}
