using Embodied.Analysis.Decoding;
using Embodied.Analysis.EncodingModels.Comparison;
using Embodied.Analysis.Neural;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Settings;

namespace Embodied.Analysis.Neurons;

/// <summary>Whether each neuron, and each unit of a layer, carries one factor or a mixture: the mutual information ratio (Whittington et al. 2023).</summary>
public sealed class SelectivityAnalysis : IAnalysis
{
    /// <summary>Catalog id.</summary>
    public const string AnalysisId = "core/selectivity";

    private const string BehaviourFactor = "behaviour";
    private static readonly string[] Known = ["factors", "levels", "bins", "window_ms"];

    /// <inheritdoc/>
    public string Summary => "Whether neurons and units of layers carry one factor each or a mixture";

    /// <inheritdoc/>
    public Report Run(AnalysisRequest request, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var settings = new PartSettings($"analysis '{AnalysisId}'", request.Settings, Known);
        var studies = NeuronStudies.Read(request, AnalysisId);
        string[] factors = [.. settings.Text("factors", $"{BehaviourFactor},{RecordedVariable.Speed}").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        if (factors.Distinct().Count() < 2)
            throw new InputException($"analysis '{AnalysisId}'", $"has {factors.Distinct().Count()} factors; expected at least two different ones", "factors=behaviour,speed or factors=CHANNEL:0,CHANNEL:1");
        var rows = new List<Row>();
        var skipped = new List<string>();
        for (var s = 0; s < studies.Length; s++)
        {
            progress.Report(new(studies[s].Name, s, studies.Length));
            rows.AddRange(Of(studies[s], factors, settings, skipped, cancel));
        }

        progress.Report(new("done", studies.Length, studies.Length));
        return new() { Title = "Selectivity for factors", Sections = [Section(rows, factors, skipped)] };
    }

    private static IEnumerable<Row> Of(NeuralStudy study, string[] names, PartSettings settings, List<string> skipped, CancellationToken cancel)
    {
        var (levels, bins) = (Math.Max(2, settings.Count("levels", 5)), Math.Max(2, settings.Count("bins", 20)));
        int[][] factors = [.. names.Select(n => Levels(study, n, levels))];
        int[] known = [.. Enumerable.Range(0, study.Frames).Where(f => factors.All(x => x[f] >= 0))];
        if (known.Length == 0)
            throw new InputException($"recording '{study.Name}'", $"in no frame are all factors known: {string.Join(", ", names)}");
        int[][] own = [.. factors.Select(x => Compact([.. known.Select(f => x[f])]))];
        if (names.Where((_, i) => own[i].Max() == 0).FirstOrDefault() is { } constant)
            throw new InputException($"recording '{study.Name}'", $"factor '{constant}' has one level", "Name another factor.");
        var half = (int)Math.Round(settings.Number("window_ms", 250, 0, 60_000) / 1000 * study.Rate / 2);
        var (sums, lengths) = NeuronStudies.Windowed(study, half);
        var units = study.Units.Count;
        var sources = new List<(string Name, Matrix Values)> { ("neurons", new([.. Enumerable.Range(0, study.Frames * units).Select(i => sums[i] / lengths[i / units])], study.Frames, units)) };
        sources.AddRange(study.Classes.Where(c => c.Kind == FeatureKind.Computational).Select(c => (c.Name, c.Values)));
        var found = new Row?[sources.Count];
        Parallel.For(0, sources.Count, new() { CancellationToken = cancel }, k =>
        {
            var (name, values) = sources[k];
            double Ratio(int by) => FactorSelectivity.Ratio(new([.. known.SelectMany(f => values.Row(NeuronStudies.Shifted(f, by, study.Frames)).ToArray())], known.Length, values.Columns), own, bins);
            var (ratio, moved) = (Ratio(0), Ratio(study.Frames / 3));
            if (double.IsFinite(ratio) && double.IsFinite(moved))
                found[k] = new(study.Name, name, values.Columns, ratio, moved);
        });
        skipped.AddRange(sources.Where((_, k) => found[k] is null).Select(s => $"{study.Name}: no unit of '{s.Name}' knows anything of the factors."));
        return found.OfType<Row>();
    }

    /// <summary>A factor's class in each frame, −1 where unknown: behaviours as they are, variables in levels that take equal time.</summary>
    private static int[] Levels(NeuralStudy study, string name, int levels)
    {
        if (name == BehaviourFactor)
            return study.Behaviour ?? throw new InputException($"recording '{study.Name}'", "does not say what the animal did", "Name other factors: factors=CHANNEL:0,CHANNEL:1");
        var values = RecordedVariable.Of(study, name);
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        double[] borders = [.. Enumerable.Range(1, levels - 1).Select(l => sorted.Length == 0 ? 0 : sorted[(int)((long)l * sorted.Length / levels)])];
        return [.. values.Select(v => double.IsFinite(v) ? borders.Count(b => v >= b) : -1)];
    }

    /// <summary>Numbers from 0 without gaps.</summary>
    private static int[] Compact(int[] labels)
    {
        int[] used = [.. labels.Distinct().Order()];
        return [.. labels.Select(l => Array.BinarySearch(used, l))];
    }

    private static ReportSection Section(List<Row> rows, string[] factors, List<string> skipped)
    {
        string[] names = [.. rows.Select(r => r.Source).Distinct()];
        double Mean(string name, Func<Row, double> figure) => rows.Where(r => r.Source == name).Average(figure);
        return new()
        {
            Heading = "Selectivity",
            Text =
            [
                $"Factors are {string.Join(" and ", factors)}. A ratio of 1 means that every unit knows one factor, 0 that all know all factors alike. A unit of noise has a ratio of its own, which grows when a factor has more levels: the second column is the ratio when activity is moved by a third of the recording, and only what differs from it is selectivity.",
                .. skipped,
            ],
            Tables = [new("selectivity", ["session", "of", "units", "ratio", "ratio, moved"], [.. rows.Select(r => (IReadOnlyList<object>)[r.Session, r.Source, r.Units, r.Ratio, r.Moved])])],
            Figures = names.Length == 0 ? [] :
            [
                new()
                {
                    Name = "selectivity-ratio",
                    Title = "Mutual information ratio",
                    XLabel = "neurons and layers",
                    YLabel = "ratio",
                    Categories = names,
                    Series =
                    [
                        new("in time", SeriesStyle.Bars, [.. names.Select((_, i) => (double)i)], [.. names.Select(n => Mean(n, r => r.Ratio))]),
                        new("moved", SeriesStyle.Bars, [.. names.Select((_, i) => (double)i)], [.. names.Select(n => Mean(n, r => r.Moved))]),
                    ],
                    Caption = "Mean over sessions.",
                },
            ],
        };
    }

    private sealed record Row(string Session, string Source, int Units, double Ratio, double Moved);
}
