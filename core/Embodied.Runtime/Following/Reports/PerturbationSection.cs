using Embodied.Analysis.Statistics;
using Embodied.Sdk.Analysis;

namespace Embodied.Runtime.Following.Reports;

/// <summary>Agent and teacher in worlds that are other than those they know.</summary>
internal static class PerturbationSection
{
    private static readonly (string Name, Func<FollowingFigures, ConfidenceInterval> Share)[] Rules = [("mimic", f => f.Mimic), ("track-mjx", f => f.Track)];

    /// <summary>The section; null where nothing was perturbed.</summary>
    public static ReportSection? Build(FollowingResult result)
    {
        if (result.Conditions.Count == 0)
            return null;
        var all = All(result);
        return new()
        {
            Heading = "Perturbations",
            Text =
            [
                "The same windows in worlds that are perturbed: masses and inertias of all segments or friction coefficients of all solids times a factor, pushes once a second on average, noise on the controls, a body of another size with motions of that size, or a world that is seen some control steps late. The teacher goes on with its model of the original body, and sees as late as the agent does.",
                .. Verdicts(result),
            ],
            Tables = [new("perturbations", ["condition", "actor", "windows", .. Cells.Names("mimic %"), .. Cells.Names("track-mjx %"), .. Cells.Names("both rules %"), .. Cells.Names("segments median mm")], [.. all.SelectMany(c => c.Actors.Select(a => Row(c.Name, a)))])],
            Figures = [Bars(result, all)],
        };
    }

    /// <summary>Where agent and teacher differ, a sentence per rule; none where nothing was perturbed.</summary>
    public static IReadOnlyList<string> Verdicts(FollowingResult result) => result.Conditions.Count == 0 ? [] : [.. Rules.Select(r => Verdict(All(result), r.Name, r.Share))];

    private static (string Name, IReadOnlyList<FollowingActor> Actors)[] All(FollowingResult result) =>
        [("unperturbed", FollowingReport.Compared(result)), .. result.Conditions.Select(c => (c.What.Name, c.Actors))];

    private static IReadOnlyList<object> Row(string condition, FollowingActor actor)
    {
        var figures = FollowingFigures.Of(actor.Trials);
        return [condition, actor.Name, figures.Windows, .. Cells.Percent(figures.Mimic), .. Cells.Percent(figures.Track), .. Cells.Percent(figures.Both), .. Cells.Of(FollowingIntervals.Of(actor.Trials).MedianSegmentMm)];
    }

    /// <summary>Where one completes more windows than the other for certain: their intervals do not overlap.</summary>
    internal static string Verdict(IReadOnlyList<(string Name, IReadOnlyList<FollowingActor> Actors)> conditions, string rule, Func<FollowingFigures, ConfidenceInterval> share)
    {
        var (agent, teacher) = (new List<string>(), new List<string>());
        foreach (var (name, actors) in conditions.Where(c => c.Actors.Count == 2))
        {
            var (a, t) = (share(FollowingFigures.Of(actors[0].Trials)), share(FollowingFigures.Of(actors[1].Trials)));
            if (a.Low > t.High)
                agent.Add(name);
            else if (t.Low > a.High)
                teacher.Add(name);
        }

        if (!conditions.Any(c => c.Actors.Count == 2))
            return $"Under {rule} there is nobody to compare the agent with.";
        if (agent.Count + teacher.Count == 0)
            return $"Under {rule} agent and teacher do not differ under any of the {conditions.Count} conditions: their 95 % intervals of completed windows overlap everywhere.";
        string Of(string who, List<string> names) => names.Count > 0 ? $"the {who} completes more windows under {string.Join(", ", names)}" : "";
        string[] said = [.. ((string[])[Of("agent", agent), Of("teacher", teacher)]).Where(s => s.Length > 0)];
        var rest = conditions.Count - agent.Count - teacher.Count;
        return $"Under {rule} {string.Join("; ", said)} (95 % intervals do not overlap){(rest > 0 ? "; elsewhere they do not differ" : "")}.";
    }

    private static Figure Bars(FollowingResult result, IReadOnlyList<(string Name, IReadOnlyList<FollowingActor> Actors)> all)
    {
        var compared = FollowingReport.Compared(result);
        Series Of(int actor, string? panel, double unit, Func<FollowingActor, ConfidenceInterval> value) =>
            Cells.Series(compared[actor].Name, SeriesStyle.Bars, Cells.Places(all.Count), [.. all.Select(c => value(c.Actors[actor]))], unit) with { Color = FollowingReport.ColorOf(result, compared[actor]), Panel = panel };
        var actors = Enumerable.Range(0, compared.Count).ToArray();
        return new()
        {
            Name = "perturbed",
            Title = "Agent and teacher under perturbations",
            XLabel = "",
            YLabel = "mimic [%]",
            Categories = [.. all.Select(c => c.Name)],
            Series =
            [
                .. actors.Select(a => Of(a, null, 100, x => FollowingFigures.Of(x.Trials).Mimic)),
                .. actors.Select(a => Of(a, "track-mjx [%]", 100, x => FollowingFigures.Of(x.Trials).Track)),
                .. actors.Select(a => Of(a, "median error [mm]", 1, x => FollowingIntervals.Of(x.Trials).MedianSegmentMm)),
            ],
            Caption = "Completed windows under each rule, and the median of their segment error; 95 % intervals.",
        };
    }
}
