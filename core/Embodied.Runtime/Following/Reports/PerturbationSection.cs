using Embodied.Analysis.Statistics;
using Embodied.Sdk.Analysis;

namespace Embodied.Runtime.Following.Reports;

/// <summary>Agent and teacher in worlds that are other than those they know.</summary>
internal static class PerturbationSection
{
    private static readonly (string Name, Func<FollowingPair, OnlyOne> Only)[] Rules = [("mimic", p => p.Mimic), ("track-mjx", p => p.Track)];

    /// <summary>The section; null where nothing was perturbed.</summary>
    public static ReportSection? Build(FollowingResult result)
    {
        if (result.Conditions.Count == 0)
            return null;
        var (all, pairs) = (All(result), Pairs(result));
        return new()
        {
            Heading = "Perturbations",
            Text =
            [
                "The same windows in worlds that are perturbed: masses and inertias of all segments or friction coefficients of all solids times a factor, pushes once a second on average, noise on the controls, a body of another size with motions of that size, or a world that is seen some control steps late. The teacher goes on with its model of the original body, and sees as late as the agent does.",
                .. Verdicts(result),
            ],
            Tables = [new("perturbations", ["condition", "actor", "windows", .. Cells.Names("mimic %"), .. Cells.Names("track-mjx %"), .. Cells.Names("both rules %"), .. Cells.Names("segments median mm")], [.. all.SelectMany(c => c.Actors.Select(a => Row(c.Name, a)))]), .. pairs.Count > 0 ? [Differences(pairs)] : Array.Empty<ReportTable>()],
            Figures = [Bars(result, all)],
        };
    }

    /// <summary>Agent and teacher window by window, the unperturbed world first; none where nothing was perturbed or there is no teacher.</summary>
    public static IReadOnlyList<FollowingPair> Pairs(FollowingResult result) =>
        result.Conditions.Count == 0 ? [] : [.. All(result).Where(c => c.Actors.Count == 2).Select(c => FollowingPair.Of(c.Name, c.Actors[0].Trials, c.Actors[1].Trials))];

    /// <summary>Where agent and teacher differ, a sentence per rule and one on errors; none where nothing was perturbed.</summary>
    public static IReadOnlyList<string> Verdicts(FollowingResult result)
    {
        if (result.Conditions.Count == 0)
            return [];
        var pairs = Pairs(result);
        return pairs.Count == 0 ? ["There is nobody to compare the agent with."] : [.. Rules.Select(r => Completing(pairs, r.Name, r.Only)), Nearer(pairs)];
    }

    private static (string Name, IReadOnlyList<FollowingActor> Actors)[] All(FollowingResult result) =>
        [("unperturbed", FollowingReport.Compared(result)), .. result.Conditions.Select(c => (c.What.Name, c.Actors))];

    private static IReadOnlyList<object> Row(string condition, FollowingActor actor)
    {
        var figures = FollowingFigures.Of(actor.Trials);
        return [condition, actor.Name, figures.Windows, .. Cells.Percent(figures.Mimic), .. Cells.Percent(figures.Track), .. Cells.Percent(figures.Both), .. Cells.Of(FollowingIntervals.Of(actor.Trials).MedianSegmentMm)];
    }

    private static ReportTable Differences(IReadOnlyList<FollowingPair> pairs)
    {
        static string[] Names(string rule) => [$"{rule}: only the agent", $"{rule}: only the teacher", $"{rule}: p"];
        static object[] Only(OnlyOne only) => [only.Agent, only.Teacher, only.P];
        return new(
            "differences", ["condition", .. Names("mimic"), .. Names("track-mjx"), "both follow", .. Cells.Names("agent nearer mm")],
            [.. pairs.Select(p => (IReadOnlyList<object>)[p.Condition, .. Only(p.Mimic), .. Only(p.Track), p.Both, .. Cells.Of(p.NearerMm)])]);
    }

    private static string Completing(IReadOnlyList<FollowingPair> pairs, string rule, Func<FollowingPair, OnlyOne> only)
    {
        var sure = FamilyWise.Holm([.. pairs.Select(p => only(p).P)]);
        FollowingPair[] differ = [.. pairs.Where((_, i) => sure[i])];
        return Sentence(
            $"Under {rule}", "completes more windows", pairs.Count, [.. differ.Where(p => only(p).Agent > only(p).Teacher)], [.. differ.Where(p => only(p).Agent < only(p).Teacher)],
            "McNemar's test on the same windows, 5 % over all conditions");
    }

    private static string Nearer(IReadOnlyList<FollowingPair> pairs) => Sentence(
        "In windows that both follow", "is nearer to the motion", pairs.Count, [.. pairs.Where(p => p.NearerMm.Low > 0)], [.. pairs.Where(p => p.NearerMm.High < 0)], "paired 95 % intervals");

    private static string Sentence(string where, string what, int conditions, FollowingPair[] agent, FollowingPair[] teacher, string how)
    {
        if (agent.Length + teacher.Length == 0)
            return $"{where} agent and teacher do not differ in any of {conditions} worlds ({how}).";
        string Of(string who, FollowingPair[] won) => $"the {who} {what}: {string.Join(", ", won.Select(p => p.Condition))}";
        string[] said = [.. agent.Length > 0 ? [Of("agent", agent)] : Array.Empty<string>(), .. teacher.Length > 0 ? [Of("teacher", teacher)] : Array.Empty<string>()];
        return $"{where} {string.Join("; ", said)} ({how}){(agent.Length + teacher.Length < conditions ? "; elsewhere they do not differ" : "")}.";
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
