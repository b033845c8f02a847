using Embodied.Analysis.Statistics;
using Embodied.Sdk.Analysis;

namespace Embodied.Runtime.Following.Reports;

/// <summary>Whether the latent is used, and how variable it makes actions.</summary>
internal static class LatentSection
{
    /// <summary>The section; null where nothing of the latent was asked.</summary>
    public static ReportSection? Build(FollowingResult result)
    {
        FollowingActor[] others = [.. FollowingReport.Latents(result)];
        if (others.Length == 0 && result.Variability is null)
            return null;
        return new()
        {
            Heading = "The latent",
            Text =
            [
                .. others.Length > 0 ? ["In the place of the latent stands a draw from its distribution (sampled), zeros (removed), or the latent of another moment of the agent's own windows (shuffled), at every step anew, with mean actions behind it. Differences are those of a window's mean segment error from the agent's own with the mean of its latent, averaged over windows."] : (string[])[],
                .. others.Select(o => Sentence(result, o)),
                .. result.Variability is not null ? ["Variability is the standard deviation of the mean action over latents drawn at the same step, averaged over actuators and every tenth step to the end of a window, in units of action."] : (string[])[],
            ],
            Tables =
            [
                .. others.Length > 0 ? [Differences(result, others)] : (ReportTable[])[],
                .. result.Variability is { } spread ? [Variability(result, spread)] : (ReportTable[])[],
            ],
            Figures = result.Variability is { } drawn ? [Bars(result, drawn)] : [],
        };
    }

    /// <summary>Variability of the windows of each behaviour, all of them first.</summary>
    public static IEnumerable<(string Behaviour, int Windows, ConfidenceInterval Mean)> Spread(FollowingResult result, IReadOnlyList<double> spread) =>
        result.Behaviours.Select(b => (b.Name, b.Windows.Count, FollowingIntervals.Mean([.. b.Windows.Select(w => spread[w])]))).Prepend(("all", spread.Count, FollowingIntervals.Mean([.. spread])));

    private static string Sentence(FollowingResult result, FollowingActor other)
    {
        var difference = Difference(result, other);
        var what = difference.Low > 0 ? "follows worse" : difference.High < 0 ? "follows better" : "makes no difference that these windows could show";
        return FormattableString.Invariant($"{other.Name}: {what} ({Signed(difference.Estimate)} mm, {Signed(difference.Low)} to {Signed(difference.High)}; {100 * FollowingFigures.Of(other.Trials).Both.Estimate:0} % of windows completed under both rules, {100 * FollowingFigures.Of(result.Agent.Trials).Both.Estimate:0} % with the mean).");
    }

    private static string Signed(double value) => Math.Round(value, 1) is var rounded && rounded < 0 ? FormattableString.Invariant($"−{-rounded:0.0}") : FormattableString.Invariant($"+{Math.Abs(rounded):0.0}");

    private static ReportTable Differences(FollowingResult result, FollowingActor[] others) => new(
        "latent", ["latent", "windows", .. Cells.Names("difference mm"), .. Cells.Names("both rules %"), .. Cells.Names("segments median mm")],
        [.. others.Select(o => (IReadOnlyList<object>)[o.Name, o.Trials.Count, .. Cells.Of(Difference(result, o)), .. Cells.Percent(FollowingFigures.Of(o.Trials).Both), .. Cells.Of(FollowingIntervals.Of(o.Trials).MedianSegmentMm)])]);

    private static ConfidenceInterval Difference(FollowingResult result, FollowingActor other) =>
        FollowingIntervals.Mean([.. other.Trials.Zip(result.Agent.Trials, (o, a) => 1000 * (o.Segment - a.Segment))]);

    private static ReportTable Variability(FollowingResult result, IReadOnlyList<double> spread) => new(
        "variability", ["behaviour", "windows", .. Cells.Names("variability")],
        [.. Spread(result, spread).Select(s => (IReadOnlyList<object>)[s.Behaviour, s.Windows, .. Cells.Of(s.Mean)])]);

    private static Figure Bars(FollowingResult result, IReadOnlyList<double> spread)
    {
        var rows = Spread(result, spread).ToArray();
        return new()
        {
            Name = "action-variability",
            Title = "How variable drawn latents make actions",
            XLabel = "",
            YLabel = "standard deviation [action]",
            Categories = [.. rows.Select(r => r.Behaviour)],
            Series = [Cells.Series("agent", SeriesStyle.Bars, Cells.Places(rows.Length), [.. rows.Select(r => r.Mean)]) with { Color = 0 }],
            Caption = "Means over windows with 95 % bootstrap intervals.",
        };
    }
}
