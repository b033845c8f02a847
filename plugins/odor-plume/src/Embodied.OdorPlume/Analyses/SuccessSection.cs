using Embodied.OdorPlume.Assays;
using Embodied.OdorPlume.Tracking;
using Embodied.Sdk.Analysis;

namespace Embodied.OdorPlume.Analyses;

/// <summary>How often the source was found.</summary>
internal static class SuccessSection
{
    public static ReportSection Build(TrackStudy study)
    {
        var rows = study.Conditions.Select(condition =>
        {
            var episodes = study.Episodes.Where(e => e.Condition == condition).ToArray();
            var found = episodes.Count(e => e.Succeeded);
            var (low, high) = study.Statistics.Share(found, episodes.Length);
            var published = SinghCondition.All.FirstOrDefault(c => c.Name == condition)?.References ?? [];
            return (Condition: condition, Found: found, Episodes: episodes.Length, Low: low, High: high,
                Ends: string.Join(", ", TrackTask.Outcomes.Select((o, i) => $"{o.Name} {episodes.Count(e => e.Outcome == i)}")),
                Published: string.Join("; ", published.Select(p => $"{p.Source}: {p.Successes}")));
        }).ToArray();
        return new()
        {
            Heading = "Success",
            Text = ["Episodes that came home, with Wilson's 95 % interval, beside what others report of 240 episodes (published figures are read off plots, ±2)."],
            Tables =
            [
                new("success", ["condition", "home", "episodes", "low [%]", "high [%]", "how they ended", "reported"],
                    [.. rows.Select(r => (IReadOnlyList<object>)[r.Condition, r.Found, r.Episodes, Math.Round(100 * r.Low, 1), Math.Round(100 * r.High, 1), r.Ends, r.Published])]),
            ],
            Figures =
            [
                new()
                {
                    Name = "success-by-condition",
                    Title = "Episodes that came home",
                    XLabel = "",
                    YLabel = "share [%]",
                    Categories = [.. rows.Select(r => r.Condition)],
                    Series =
                    [
                        new("home", SeriesStyle.Bars, Index(rows.Length), [.. rows.Select(r => 100.0 * r.Found / r.Episodes)])
                        {
                            Error = [.. rows.Select(r => 50 * (r.High - r.Low))],
                        },
                    ],
                },
            ],
        };
    }

    private static double[] Index(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i)];
}
