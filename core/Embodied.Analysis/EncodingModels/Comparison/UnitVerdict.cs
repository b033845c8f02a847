using Embodied.Analysis.Statistics;

namespace Embodied.Analysis.EncodingModels.Comparison;

/// <summary>Which class predicts a unit best.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Winner">Class with the highest held-out likelihood; −1 where the unit is not classified.</param>
/// <param name="RunnerUp">The next one.</param>
/// <param name="P">Of a sign-flip test between the two over test chunks.</param>
/// <param name="Reason">Why it is not classified, or null.</param>
internal sealed record UnitVerdict(int Unit, int Winner, int RunnerUp, double P, string? Reason)
{
    /// <summary>Judges every unit; controls do not take part.</summary>
    public static IReadOnlyList<UnitVerdict> Of(IReadOnlyList<ClassScores> classes, ComparisonOptions options) =>
        [.. Enumerable.Range(0, classes[0].Scores.Length).Select(u => Judge(classes, u, options))];

    private static UnitVerdict Judge(IReadOnlyList<ClassScores> classes, int unit, ComparisonOptions options)
    {
        var spikes = classes[0].Scores[unit].Spikes;
        if (spikes < options.FewestSpikes)
            return new(unit, -1, -1, double.NaN, spikes == 0 ? "silent" : $"only {spikes:0} spikes");
        var ranked = Enumerable.Range(0, classes.Count).Where(c => classes[c].Class.Kind != FeatureKind.Control).OrderByDescending(c => classes[c].Scores[unit].Ratio).ToArray();
        if (!(classes[ranked[0]].Scores[unit].Ratio > 0))
            return new(unit, -1, -1, double.NaN, "no class predicts better than the mean rate");
        if (ranked.Length == 1)
            return new(unit, ranked[0], -1, double.NaN, null);
        var differences = classes[ranked[0]].Chunks[unit].Zip(classes[ranked[1]].Chunks[unit], (a, b) => a - b).ToArray();
        return new(unit, ranked[0], ranked[1], PairedTest.SignFlip(differences, options.Seed + (ulong)unit), null);
    }
}
