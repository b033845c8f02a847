using Embodied.Analysis.EncodingModels.Comparison;
using Embodied.Analysis.Similarity;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Neural;

/// <summary>Which layer of the controller is most like each brain region.</summary>
internal static class SimilarityRegions
{
    private const int FewestUnits = 4;

    /// <summary>Similarity by class and region; nothing where no region with enough units is known.</summary>
    public static IEnumerable<ReportTable> Table(IReadOnlyList<NeuralStudy> studies, BehaviourPatterns[] patterns, string[] classes, double[][] models)
    {
        var regions = Regions(studies);
        if (regions.Length == 0)
            yield break;
        double[][] similarity = [.. regions.Select(r => Similarity(studies, patterns, models, r))];
        yield return new("similarity-regions", ["class", .. regions], [.. classes.Select((name, m) => (IReadOnlyList<object>)[name, .. similarity.Select(s => (object)s[m])])]);
    }

    /// <summary>Curves over the layers, one per region, or one of all neurons.</summary>
    public static IEnumerable<Figure> Layers(IReadOnlyList<NeuralStudy> studies, BehaviourPatterns[] patterns, string[] classes, FeatureKind[] kinds, double[][] models)
    {
        int[] layers = [.. Enumerable.Range(0, classes.Length).Where(m => kinds[m] == FeatureKind.Computational)];
        if (layers.Length < 2)
            yield break;
        string[] regions = Regions(studies) is { Length: > 0 } known ? known : [""];
        double[] x = [.. layers.Select((_, i) => (double)i)];
        yield return new()
        {
            Name = "similarity-layers",
            Title = "Similarity along the controller",
            XLabel = "layer, from the senses to the action",
            YLabel = "whitened unbiased cosine",
            Categories = [.. layers.Select(m => classes[m])],
            Series = [.. regions.Select(r => new Series(r.Length > 0 ? r : "neurons", SeriesStyle.Line, x, [.. Similarity(studies, patterns, models, r) is var s ? layers.Select(m => s[m]) : []]))],
            Caption = $"Mean over sessions; regions with at least {FewestUnits} units.",
        };
    }

    private static string[] Regions(IReadOnlyList<NeuralStudy> studies) =>
        [.. studies.SelectMany(s => s.Regions.Where(r => r.Length > 0).GroupBy(r => r).Where(g => g.Count() >= FewestUnits).Select(g => g.Key)).Distinct().Order(StringComparer.Ordinal)];

    private static double[] Similarity(IReadOnlyList<NeuralStudy> studies, BehaviourPatterns[] patterns, double[][] models, string region)
    {
        double[][] neurons =
        [
            .. studies.Select((s, i) => (Study: s, Patterns: patterns[i], Units: Enumerable.Range(0, s.Units.Count).Where(u => region.Length == 0 || s.Regions[u] == region).ToArray()))
                .Where(s => s.Units.Length >= (region.Length == 0 ? 1 : FewestUnits)).Select(s => SimilaritySection.Neurons(s.Study, s.Patterns, s.Units)),
        ];
        var similarity = Comparators.Compare(Comparator.WhitenedCosine, models, neurons);
        return [.. models.Select((_, m) => similarity.AsSpan(m * neurons.Length, neurons.Length).ToArray().Average())];
    }
}
