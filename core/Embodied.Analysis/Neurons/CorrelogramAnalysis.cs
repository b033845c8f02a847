using System.Numerics.Tensors;
using Embodied.Analysis.Neural;
using Embodied.Analysis.Spikes;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Settings;

namespace Embodied.Analysis.Neurons;

/// <summary>Auto- and cross-correlograms of neurons (Perkel, Gerstein and Moore 1967), at the resolution of the recording's frames.</summary>
public sealed class CorrelogramAnalysis : IAnalysis
{
    /// <summary>Catalog id.</summary>
    public const string AnalysisId = "core/correlograms";

    private const int MostShown = 6;
    private static readonly string[] Known = ["window", "most_units", "fewest_spikes"];

    /// <inheritdoc/>
    public string Summary => "Which neurons fire together, and at which lag";

    /// <inheritdoc/>
    public Report Run(AnalysisRequest request, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var settings = new PartSettings($"analysis '{AnalysisId}'", request.Settings, Known);
        var studies = NeuronStudies.Read(request, AnalysisId);
        var (most, fewest) = (settings.Count("most_units", 60), settings.Count("fewest_spikes", 100));
        var (pairs, single, left) = (new List<Pair>(), new List<Pair>(), new List<string>());
        for (var s = 0; s < studies.Length; s++)
        {
            progress.Report(new(studies[s].Name, s, studies.Length));
            var half = Math.Max(1, (int)Math.Round(settings.Number("window", 0.5, 0.001, 60) * studies[s].Rate));
            Pairs(studies[s], half, most, fewest, pairs, single, left, cancel);
        }

        progress.Report(new("done", studies.Length, studies.Length));
        return new() { Title = "Correlograms", Sections = [Section(pairs, single, left)] };
    }

    private static void Pairs(NeuralStudy study, int half, int most, int fewest, List<Pair> pairs, List<Pair> single, List<string> left, CancellationToken cancel)
    {
        double[][] all = [.. Enumerable.Range(0, study.Units.Count).Select(u => NeuronStudies.Counts(study, u))];
        int[] enough = [.. Enumerable.Range(0, all.Length).Where(u => all[u].Sum() >= fewest)];
        int[] chosen = [.. enough.OrderByDescending(u => all[u].Sum()).Take(most).Order()];
        if (chosen.Length < all.Length)
            left.Add($"{study.Name}: {all.Length - enough.Length} units with fewer than {fewest} spikes and the {enough.Length - chosen.Length} least active of the others are left out.");
        (int A, int B)[] order = [.. chosen.SelectMany((a, i) => chosen.Skip(i).Select(b => (a, b)))];
        var found = new Pair[order.Length];
        Parallel.For(0, order.Length, new() { CancellationToken = cancel }, k =>
        {
            var (a, b) = order[k];
            var (lags, counts, expected) = Correlogram.OfCounts(all[a], all[b], study.Epochs, half);
            double[] z = [.. counts.Select((c, i) => expected[i] > 0 ? (c - expected[i]) / Math.Sqrt(expected[i]) : 0)];
            found[k] = new(study.Name, study.Units[a], study.Units[b], a == b, [.. lags.Select(l => l / study.Rate)], counts, expected, z);
        });
        pairs.AddRange(found.Where(p => !p.Own));
        single.AddRange(found.Where(p => p.Own));
    }

    private static ReportSection Section(List<Pair> pairs, List<Pair> single, List<string> left)
    {
        Pair[] strongest = [.. pairs.OrderByDescending(p => Math.Abs(p.Z[p.Peak]))];
        return new()
        {
            Heading = "Correlograms",
            Text =
            [
                "Pairs of spikes by lag, the second unit less the first, within stretches without a gap. Expected are those of units that fire at their mean rates independently in each stretch; z is the difference in standard deviations of a Poisson count. Shared modulation by behaviour makes z large without any connection.",
                .. left,
            ],
            Tables =
            [
                new("pairs", ["session", "first unit", "second unit", "largest z", "at [s]", "pairs there", "expected"],
                    [.. strongest.Select(p => (IReadOnlyList<object>)[p.Session, p.First, p.Second, p.Z[p.Peak], p.Lags[p.Peak], p.Counts[p.Peak], p.Expected[p.Peak]])]),
                new("units", ["session", "unit", "z in the next frame", "largest z", "at [s]"],
                [
                    .. single.Select(p =>
                    {
                        var middle = p.Lags.Length / 2;
                        var after = middle + 1 + TensorPrimitives.IndexOfMaxMagnitude<double>(p.Z.AsSpan(middle + 1));
                        IReadOnlyList<object> row = [p.Session, p.First, p.Z[middle + 1], p.Z[after], p.Lags[after]];
                        return row;
                    }),
                ]),
            ],
            Figures = [.. Draw("pairs-correlograms", "Pairs of neurons with the largest deviation", strongest), .. Draw("units-correlograms", "Autocorrelograms", [.. single.OrderByDescending(p => p.Counts.Sum())])],
        };
    }

    private static IEnumerable<Figure> Draw(string name, string title, Pair[] pairs)
    {
        if (pairs.Length == 0)
            yield break;
        yield return new()
        {
            Name = name,
            Title = title,
            XLabel = "lag [s]",
            YLabel = "pairs of spikes over expected",
            Series =
            [
                .. pairs.Take(MostShown).Select(p => new Series(p.Own ? p.First : $"{p.First} → {p.Second}", SeriesStyle.Line, p.Lags,
                    [.. p.Counts.Select((c, i) => (p.Own && i == p.Lags.Length / 2) || p.Expected[i] == 0 ? double.NaN : c / p.Expected[i])])),
            ],
        };
    }

    private sealed record Pair(string Session, string First, string Second, bool Own, double[] Lags, double[] Counts, double[] Expected, double[] Z)
    {
        public int Peak => TensorPrimitives.IndexOfMaxMagnitude<double>(Z);
    }
}
