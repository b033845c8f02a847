using Embodied.Analysis.EncodingModels.Comparison;
using Embodied.Analysis.Statistics;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Neural;

/// <summary>What predicts the neurons of each brain region.</summary>
internal static class EncodingRegions
{
    /// <summary>A row per region; nothing where no region is known.</summary>
    public static IEnumerable<ReportTable> Table(IReadOnlyList<NeuralStudy> studies, ClassScores[][] scores, UnitVerdict[][] verdicts, ComparisonOptions options)
    {
        string[] regions = [.. studies.SelectMany(s => s.Regions).Distinct().Order(StringComparer.Ordinal)];
        if (regions.All(r => r.Length == 0))
            yield break;
        int[] shown = [.. Enumerable.Range(0, scores[0].Length).Where(c => scores[0][c].Class.Kind != FeatureKind.Control)];
        yield return new("regions", ["region", "units", "classified", "won by the controller [%]", "low", "high", .. shown.Select(c => scores[0][c].Class.Name)],
        [
            .. regions.Select(region =>
            {
                UnitVerdict[][] own = [.. verdicts.Select((v, s) => v.Where(u => studies[s].Regions[u.Unit] == region).ToArray())];
                double[][] won = [.. own.Select((v, s) => v.Where(u => u.Winner >= 0).Select(u => scores[s][u.Winner].Class.Kind == FeatureKind.Computational ? 100.0 : 0).ToArray())];
                var share = HierarchicalBootstrap.Mean(won, options.Seed);
                IReadOnlyList<object> row =
                [
                    region.Length == 0 ? "no region" : region, own.Sum(v => v.Length), won.Sum(w => w.Length), Known(share.Estimate), Known(share.Low), Known(share.High),
                    .. shown.Select(c => Known(Mean(studies, scores, c, region, options).Estimate)),
                ];
                return row;
            }),
        ]);
    }

    /// <summary>Mean bits per spike of a class over the units of a region that have enough spikes.</summary>
    public static ConfidenceInterval Mean(IReadOnlyList<NeuralStudy> studies, ClassScores[][] scores, int c, string region, ComparisonOptions options) => HierarchicalBootstrap.Mean(
        [
            .. scores.Select((s, i) => Enumerable.Range(0, s[c].Scores.Length)
                .Where(u => studies[i].Regions[u] == region && s[c].Scores[u].Spikes >= options.FewestSpikes).Select(u => s[c].Scores[u].BitsPerSpike).ToArray()),
        ],
        options.Seed);

    private static object Known(double value) => double.IsNaN(value) ? "" : value;
}
