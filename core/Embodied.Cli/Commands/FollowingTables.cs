using Embodied.Analysis.Statistics;
using Embodied.Cli.Output;
using Embodied.Runtime.Following;
using Embodied.Runtime.Following.Reports;

namespace Embodied.Cli.Commands;

/// <summary>How motions were followed, for people.</summary>
internal static class FollowingTables
{
    private static readonly string[] Columns =
        ["windows", "both rules %", "95 % interval", "mimic %", "track-mjx %", "segments mm, mean", "median", "root mm", "root °", "joints °", "survival s"];

    public static void Show(Terminal terminal, FollowingResult result)
    {
        terminal.Table(["", .. Columns], result.Actors.Select(a => (string[])[a.Name, .. Row(FollowingFigures.Of(a.Trials))]));
        ShowBehaviours(terminal, result);
        ShowVariability(terminal, result);
        ShowConditions(terminal, result);
    }

    private static void ShowBehaviours(Terminal terminal, FollowingResult result)
    {
        if (result.Behaviours.Count < 2)
            return;
        terminal.Line();
        var others = result.Actors.Skip(1).ToArray();
        terminal.Table(
            [result.Agent.Name, .. Columns, .. others.Select(o => $"{o.Name}: both %, mm")],
            result.Behaviours.Select(b => (string[])[b.Name, .. Row(FollowingFigures.Of(result.Agent.Of(b.Windows))), .. others.Select(o => FollowingFigures.Of(o.Of(b.Windows)) is var f ? $"{Percent(f.Both)}, {f.MedianSegmentMm:0.0}" : "")]));
    }

    private static void ShowVariability(Terminal terminal, FollowingResult result)
    {
        if (result.Variability is null)
            return;
        terminal.Line();
        terminal.Table(
            ["variability of actions", "windows", "mean", "95 % interval"],
            FollowingReport.Variability(result).Select(v => (string[])[v.Behaviour, $"{v.Windows}", $"{v.Mean.Estimate:0.0000}", double.IsFinite(v.Mean.Low) ? $"{v.Mean.Low:0.0000} … {v.Mean.High:0.0000}" : "–"]));
    }

    private static void ShowConditions(Terminal terminal, FollowingResult result)
    {
        if (result.Conditions.Count == 0)
            return;
        terminal.Line();
        terminal.Table(
            ["condition", "actor", "mimic %", "95 % interval", "track-mjx %", "95 % interval", "both rules %", "median mm"],
            result.Conditions.SelectMany(c => c.Actors.Select(a => (c.What.Name, Actor: a.Name, Figures: FollowingFigures.Of(a.Trials)))).Select(c => (string[])
                [c.Name, c.Actor, Percent(c.Figures.Mimic), Interval(c.Figures.Mimic), Percent(c.Figures.Track), Interval(c.Figures.Track), Percent(c.Figures.Both), $"{c.Figures.MedianSegmentMm:0.0}"]));
        foreach (var verdict in FollowingReport.Verdicts(result))
            terminal.Line(verdict);
    }

    private static string[] Row(FollowingFigures f) =>
    [
        $"{f.Windows}", Percent(f.Both), Interval(f.Both), Percent(f.Mimic), Percent(f.Track), $"{f.MeanSegmentMm:0.0}", $"{f.MedianSegmentMm:0.0}", $"{f.RootMm:0.0}", $"{f.RootDegrees:0.0}",
        $"{f.JointDegrees:0.0}", $"{f.SurvivalSeconds:0.00}",
    ];

    private static string Interval(ConfidenceInterval share) => $"{100 * share.Low:0}–{100 * share.High:0}";

    private static string Percent(ConfidenceInterval share) => $"{100 * share.Estimate:0}";
}
