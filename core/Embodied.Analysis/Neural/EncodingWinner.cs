using Embodied.Analysis.EncodingModels.Comparison;
using Embodied.Analysis.Statistics;

namespace Embodied.Analysis.Neural;

/// <summary>Which class of features predicts the population best, and how sure that is: sessions are drawn again, then units within each.</summary>
internal static class EncodingWinner
{
    /// <summary>One sentence; nothing where fewer than two classes or no unit with enough spikes are there.</summary>
    public static IEnumerable<string> Tell(ClassScores[][] scores, ComparisonOptions options)
    {
        int[] classes = [.. Enumerable.Range(0, scores[0].Length).Where(c => scores[0][c].Class.Kind != FeatureKind.Control)];
        double[][][] units =
        [
            .. scores.Select(s => Enumerable.Range(0, s[0].Scores.Length).Where(u => s[0].Scores[u].Spikes >= options.FewestSpikes)
                .Select(u => classes.Select(c => s[c].Scores[u].BitsPerSpike).ToArray()).ToArray()),
        ];
        if (classes.Length < 2 || units.All(s => s.Length == 0))
            yield break;
        var all = units.SelectMany(s => s).ToArray();
        int[] ranked = [.. Enumerable.Range(0, classes.Length).OrderByDescending(c => all.Average(u => u[c]))];
        var (first, next) = (ranked[0], ranked[1]);
        var drawn = HierarchicalBootstrap.Draws(units, options.Seed);
        var draws = drawn.Length / classes.Length;
        var wins = Enumerable.Range(0, draws).Count(d => System.Numerics.Tensors.TensorPrimitives.IndexOfMax<double>(drawn.AsSpan(d * classes.Length, classes.Length)) == first);
        double[] differences = [.. Enumerable.Range(0, draws).Select(d => drawn[(d * classes.Length) + first] - drawn[(d * classes.Length) + next]).Order()];
        string Name(int c) => scores[0][classes[c]].Class.Name;
        yield return FormattableString.Invariant($"Over all units '{Name(first)}' predicts best: {all.Average(u => u[first]):0.###} bits per spike, {all.Average(u => u[first] - u[next]):0.####} more than '{Name(next)}' ")
            + FormattableString.Invariant($"(95 % interval {Descriptive.SortedQuantile(differences, 0.025):0.####} to {Descriptive.SortedQuantile(differences, 0.975):0.####}); it comes out first in {100.0 * wins / draws:0.#} % of {draws} draws of sessions and units.");
    }
}
