using Embodied.Analysis.Decoding;
using Embodied.Analysis.EncodingModels.Comparison;
using Embodied.Analysis.Neural;
using Embodied.Analysis.Spikes;
using Embodied.Analysis.Statistics;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Settings;

namespace Embodied.Analysis.Neurons;

/// <summary>What can be read from the neurons: a variable by Bayes' rule (Zhang et al. 1998), and behaviours by a linear discriminant, in chunks of time that were not trained on.</summary>
public sealed class DecodingAnalysis : IAnalysis
{
    /// <summary>Catalog id.</summary>
    public const string AnalysisId = "core/decode";

    private const int MostDrawn = 600;
    private const int MostSamples = 6000;
    private static readonly string[] Known = ["variables", "bins", "window_ms", "folds", "chunk_seconds"];

    /// <inheritdoc/>
    public string Summary => "Variables and behaviours decoded from the neurons";

    /// <inheritdoc/>
    public Report Run(AnalysisRequest request, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var settings = new PartSettings($"analysis '{AnalysisId}'", request.Settings, Known);
        var studies = NeuronStudies.Read(request, AnalysisId);
        string[] variables = [.. settings.Text("variables", RecordedVariable.Speed).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        var (rows, behaviours, figures, text) = (new List<IReadOnlyList<object>>(), new List<IReadOnlyList<object>>(), new List<Figure>(), new List<string>());
        try
        {
            foreach (var study in studies)
            {
                progress.Report(new(study.Name, rows.Count, studies.Length * variables.Length));
                var half = (int)Math.Round(settings.Number("window_ms", 250, 0, 60_000) / 1000 * study.Rate / 2);
                var chunk = Math.Max(1, (int)Math.Round(settings.Number("chunk_seconds", 4, 0.01, 3600) * study.Rate));
                var plan = FoldPlan.TimeBlocked(study.Epochs, settings.Count("folds", 5), chunk, half, request.Seed);
                foreach (var variable in variables)
                {
                    cancel.ThrowIfCancellationRequested();
                    rows.Add(Variable(study, variable, Math.Max(2, settings.Count("bins", 15)), half, plan, figures));
                }

                Behaviours(study, half, plan, behaviours, text);
            }
        }
        catch (ArgumentException e)
        {
            throw new Sdk.Errors.InputException($"analysis '{AnalysisId}'", e.Message, "Change the settings, or give a longer recording.", e);
        }

        progress.Report(new("done", rows.Count, rows.Count));
        return new() { Title = "Decoding from neurons", Sections = [Continuous(rows, figures), Discrete(behaviours, text)] };
    }

    private static IReadOnlyList<object> Variable(NeuralStudy study, string variable, int bins, int half, IReadOnlyList<Fold> plan, List<Figure> figures)
    {
        var values = RecordedVariable.Of(study, variable);
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0 || sorted[0] == sorted[^1])
            throw new ArgumentException($"variable '{variable}' never varies in '{study.Name}'.", nameof(variable));

        // The rarest values would be bins of a few frames; they are decoded as the nearest of the others.
        var (low, high) = (Descriptive.SortedQuantile(sorted, 0.01), Descriptive.SortedQuantile(sorted, 0.99));
        (low, high) = high > low ? (low, high) : (sorted[0], sorted[^1]);
        var decoded = Decode(study, values, (low, high), bins, half, plan);

        // By chance: tuning curves of the variable at another time.
        var by = study.Frames / 3;
        double[] shifted = [.. Enumerable.Range(0, study.Frames).Select(f => values[NeuronStudies.Shifted(f, by, study.Frames)])];
        var chance = Decode(study, shifted, (low, high), bins, half, plan);
        int[] known = [.. Enumerable.Range(0, study.Frames).Where(f => double.IsFinite(values[f]) && double.IsFinite(decoded[f]) && double.IsFinite(shifted[f]) && double.IsFinite(chance[f]))];
        double Error(double[] found, double[] truth) => Descriptive.Median([.. known.Select(f => Math.Abs(found[f] - truth[f]))]);
        double[] a = [.. known.Select(f => values[f])], b = [.. known.Select(f => decoded[f])];
        int[] drawn = [.. known.Take(MostDrawn)];
        figures.Add(new()
        {
            Name = $"decoded-{figures.Count + 1}",
            Title = $"{variable}, decoded from {study.Name}",
            XLabel = "time [s]",
            YLabel = variable,
            Series =
            [
                new("true", SeriesStyle.Line, [.. drawn.Select(f => f / study.Rate)], [.. drawn.Select(f => values[f])]),
                new("decoded", SeriesStyle.Points, [.. drawn.Select(f => f / study.Rate)], [.. drawn.Select(f => decoded[f])]),
            ],
            Caption = "The first frames; each is decoded by tuning curves of other chunks of time.",
        });
        return [study.Name, variable, known.Length, Error(decoded, values), Error(chance, shifted), Correlation(a, b)];
    }

    private static double[] Decode(NeuralStudy study, double[] values, (double Low, double High) range, int bins, int half, IReadOnlyList<Fold> plan)
    {
        var (sums, lengths) = NeuronStudies.Windowed(study, half);
        var (units, decoded) = (study.Units.Count, new double[study.Frames]);
        Array.Fill(decoded, double.NaN);
        foreach (var fold in plan)
        {
            var train = new double[study.Frames];
            Array.Fill(train, double.NaN);
            foreach (var range0 in fold.Train)
                values.AsSpan(range0.Start, range0.Length).CopyTo(train.AsSpan(range0.Start));
            var curve = TuningCurve.Of(study.Counts, units, train, range.Low, range.High, bins, 1 / study.Rate);
            int[] test = [.. fold.Test.SelectMany(t => Enumerable.Range(t.Start, t.Length))];
            Parallel.For(0, test.Length, i =>
            {
                var f = test[i];
                byte[] counts = [.. sums.AsSpan(f * units, units).ToArray().Select(c => (byte)Math.Min(byte.MaxValue, c))];
                decoded[f] = curve.Decode(counts, lengths[f] / study.Rate);
            });
        }

        return decoded;
    }

    private static void Behaviours(NeuralStudy study, int half, IReadOnlyList<Fold> plan, List<IReadOnlyList<object>> rows, List<string> text)
    {
        if (study.Behaviour is not { } behaviour)
        {
            text.Add($"{study.Name} does not say what the animal did.");
            return;
        }

        var (sums, lengths) = NeuronStudies.Windowed(study, half);
        var every = Math.Max(1, study.Frames / MostSamples);
        var chosen = plan.SelectMany((fold, f) => fold.Test.SelectMany(t => Enumerable.Range(t.Start, t.Length)).Select(r => (Row: r, Fold: f))).Where(s => s.Row % every == 0 && behaviour[s.Row] >= 0).ToArray();
        int[] names = [.. chosen.GroupBy(s => behaviour[s.Row]).Where(g => g.Count() >= 10 && g.Select(s => s.Fold).Distinct().Count() >= 2).Select(g => g.Key).Order()];
        int[] firing = [.. Enumerable.Range(0, study.Units.Count).Where(u => chosen.Any(s => sums[(s.Row * study.Units.Count) + u] != sums[(chosen[0].Row * study.Units.Count) + u]))];
        if (names.Length < 2 || firing.Length == 0)
        {
            text.Add($"{study.Name}: {names.Length} behaviours have enough frames in two folds and {firing.Length} units vary; decoding behaviours is left out.");
            return;
        }

        chosen = [.. chosen.Where(s => names.Contains(behaviour[s.Row]))];

        // Square roots make the variance of counts alike (Bartlett 1936).
        Matrix samples = new([.. chosen.SelectMany(s => firing.Select(u => Math.Sqrt(sums[(s.Row * study.Units.Count) + u] / lengths[s.Row] * study.Rate)))], chosen.Length, firing.Length);
        int[] classes = [.. chosen.Select(s => Array.IndexOf(names, behaviour[s.Row]))];
        var confusion = new Confusion(classes, LinearDiscriminant.CrossValidate(samples, classes, [.. chosen.Select(s => s.Fold)], new() { Shrinkage = null, EqualPriors = true }), names.Length);
        text.Add(FormattableString.Invariant($"{study.Name}: {names.Length} behaviours are told from {firing.Length} units with a balanced accuracy of {confusion.BalancedAccuracy:0.00}; chance is {1.0 / names.Length:0.00}."));
        rows.AddRange(names.SelectMany((b, c) => names.Select((p, d) => (IReadOnlyList<object>)[study.Name, study.BehaviourNames[b], study.BehaviourNames[p], confusion.Counts[(c * names.Length) + d]])));
    }

    private static ReportSection Continuous(List<IReadOnlyList<object>> rows, List<Figure> figures) => new()
    {
        Heading = "Variables",
        Text = ["Spikes of units are taken as independent and Poisson given the variable; how often each value occurs is the prior. Chance is the same with the variable moved by a third of the recording."],
        Tables = [new("decoding", ["session", "variable", "frames", "median error", "by chance", "correlation"], rows)],
        Figures = figures,
    };

    private static ReportSection Discrete(List<IReadOnlyList<object>> rows, List<string> text) => new()
    {
        Heading = "Behaviours",
        Text = ["A linear discriminant with shrunk covariance and equal priors on the square roots of rates in the window.", .. text],
        Tables = rows.Count == 0 ? [] : [new("behaviours", ["session", "true behaviour", "decoded behaviour", "frames"], rows)],
    };

    private static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (Descriptive.Mean(a), Descriptive.Mean(b));
        double[] x = [.. a.Select(v => v - meanA)], y = [.. b.Select(v => v - meanB)];
        return x.All(v => v == 0) || y.All(v => v == 0) ? 0 : System.Numerics.Tensors.TensorPrimitives.CosineSimilarity<double>(x, y);
    }
}
