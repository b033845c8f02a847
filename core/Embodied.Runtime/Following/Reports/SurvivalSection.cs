using Embodied.Analysis.Statistics;
using Embodied.Sdk.Analysis;

namespace Embodied.Runtime.Following.Reports;

/// <summary>How long motions are followed before they are lost.</summary>
internal static class SurvivalSection
{
    private static readonly (string Name, bool Mimic)[] Rules = [("mimic", true), ("track-mjx", false)];

    public static ReportSection Build(FollowingResult result)
    {
        var curves = (from rule in Rules from actor in result.Actors select (Rule: rule.Name, Actor: actor, Curve: FollowingIntervals.Survival(actor.Trials, rule.Mimic))).ToArray();
        return new()
        {
            Heading = "Time until lost",
            Text =
            [
                "Share of windows that are still followed some time after their beginning (Kaplan and Meier 1958), with 95 % intervals from Greenwood's variance. A window that ends unbroken is censored there. The median is the time by which half are lost, where it was reached.",
            ],
            Tables =
            [
                new("survival", ["rule", "actor", "windows", "lost", "median s", .. Cells.Names("followed to the end %")],
                    [.. curves.Select(c => (IReadOnlyList<object>)[c.Rule, c.Actor.Name, c.Actor.Trials.Count, c.Curve.Steps.Sum(s => s.Ended), c.Curve.Median is { } median ? median : "not reached", .. Cells.Percent(c.Curve.At(c.Curve.Last))])]),
                new("survival-steps", ["rule", "actor", "time s", "at risk", "lost", .. Cells.Names("still followed")],
                    [.. curves.SelectMany(c => c.Curve.Steps.Select(s => (IReadOnlyList<object>)[c.Rule, c.Actor.Name, s.Time, s.AtRisk, s.Ended, .. Cells.Of(s.Survival)]))]),
            ],
            Figures =
            [
                new()
                {
                    Name = "time-until-lost",
                    Title = "Windows still followed",
                    XLabel = "time since the beginning of the window [s]",
                    YLabel = "mimic [%]",
                    Series =
                    [
                        .. from at in FollowingReport.Groups(result)
                           from c in curves
                           where at.Actors.Contains(c.Actor)
                           select Staircase(c.Actor.Name, c.Curve) with { Color = FollowingReport.ColorOf(result, c.Actor), Panel = $"{c.Rule}{at.Panel} [%]" },
                    ],
                    Caption = "Bands are Greenwood's 95 % intervals.",
                },
            ],
        };
    }

    // Two points at every fall, so that lines are drawn level and upright.
    private static Series Staircase(string name, SurvivalCurve curve)
    {
        var (x, y) = (new List<double> { 0 }, new List<ConfidenceInterval> { new(1, 1, 1) });
        foreach (var step in curve.Steps)
        {
            x.AddRange([step.Time, step.Time]);
            y.AddRange([y[^1], step.Survival]);
        }

        x.Add(curve.Last);
        y.Add(y[^1]);
        return Cells.Series(name, SeriesStyle.Band, [.. x], y, 100);
    }
}
