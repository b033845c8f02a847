using Embodied.Analysis.EncodingModels.Comparison;
using Embodied.Analysis.Similarity;
using Embodied.Analysis.Statistics;
using Embodied.Numerics;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Neural;

/// <summary>Whether behaviours that are alike to the neurons are alike to the controller.</summary>
internal static class SimilaritySection
{
    private const string Title = "Representational similarity across behaviours";
    private const int FewestConditions = 4;

    public static ReportSection Build(IReadOnlyList<NeuralStudy> studies, ComparisonOptions options, int draws)
    {
        if (studies.Any(s => s.Behaviour is null))
            return new() { Heading = Title, Text = ["The behaviours of the animal are not known in every session; the analysis is left out."] };
        var names = studies.Select(s => new BehaviourPatterns(s, options).Names).Aggregate((a, b) => [.. a.Intersect(b)]);
        if (names.Count < FewestConditions)
            return new() { Heading = Title, Text = [$"{names.Count} behaviours occur in at least two folds of every session ({string.Join(", ", names)}); at least {FewestConditions} are needed, so the analysis is left out."] };
        BehaviourPatterns[] patterns = [.. studies.Select(s => new BehaviourPatterns(s, options, names))];
        double[][] neurons = [.. studies.Zip(patterns, Neurons)];
        string[] classes = [.. studies[0].Classes.Select(c => c.Name).Where(n => studies.All(s => s.Classes.Any(c => c.Name == n)))];
        double[][] models = [.. classes.Select(n => Average([.. studies.Zip(patterns, (s, p) => Features(s.Classes.First(c => c.Name == n), p))]))];
        var similarity = Comparators.Compare(Comparator.WhitenedCosine, models, neurons);
        double[] means = [.. Enumerable.Range(0, classes.Length).Select(m => similarity.AsSpan(m * neurons.Length, neurons.Length).ToArray().Average())];
        var factors = neurons.Length > 1 ? DissimilarityBootstrap.Factors.Subjects | DissimilarityBootstrap.Factors.Conditions : DissimilarityBootstrap.Factors.Conditions;
        var drawn = DissimilarityBootstrap.Run(Comparator.WhitenedCosine, models, neurons, factors, draws, options.Seed);
        double[] errors = [.. Enumerable.Range(0, classes.Length).Select(m => Descriptive.StandardDeviation([.. Enumerable.Range(0, draws).Select(d => drawn[(d * classes.Length) + m])]))];
        var ceiling = Ceiling(studies, patterns, neurons);
        FeatureKind[] kinds = [.. classes.Select(n => studies[0].Classes.First(c => c.Name == n).Kind)];
        return new()
        {
            Heading = Title,
            Text =
            [
                $"Conditions are {names.Count} behaviours; an observation is the mean over the frames of a behaviour in a chunk. Distances are crossnobis (unbiased: noise alone gives 0), of neurons with their noise covariance drawn towards its diagonal. They are compared by the whitened unbiased cosine.",
                FormattableString.Invariant($"Error bars are standard errors from {draws} draws of {(neurons.Length > 1 ? "sessions and behaviours" : "behaviours")}. {ceiling.Text}"),
            ],
            Tables = [.. Weighted(studies, patterns, classes, kinds, options), .. SimilarityRegions.Table(studies, patterns, classes, models), new("similarity-classes", ["class", "kind", "whitened unbiased cosine", "standard error"], [.. classes.Select((n, m) => (IReadOnlyList<object>)[n, kinds[m].ToString().ToLowerInvariant(), means[m], errors[m]])])],
            Figures = [.. SimilarityRegions.Layers(studies, patterns, classes, kinds, models), Bars(classes, kinds, means, errors, ceiling), .. Matrices(names, Average(neurons), classes, models, means)],
        };
    }

    /// <summary>Distances of the mean counts of neurons.</summary>
    internal static double[] Neurons(NeuralStudy study, BehaviourPatterns patterns) => Neurons(study, patterns, [.. Enumerable.Range(0, study.Units.Count)]);

    /// <summary>The same of some units.</summary>
    internal static double[] Neurons(NeuralStudy study, BehaviourPatterns patterns, int[] units)
    {
        var counts = patterns.Means(units.Length, (row, u) => study.Counts[(row * study.Units.Count) + units[u]]);
        return Crossnobis.ByPair(counts, Precision(counts));
    }

    internal static double[] Average(double[][] vectors) => [.. Enumerable.Range(0, vectors[0].Length).Select(k => vectors.Average(v => v[k]))];

    /// <summary>Inverse of the noise covariance of channels; the noise is what observations of one behaviour differ by.</summary>
    internal static double[] Precision(PatternSet patterns)
    {
        var (means, d) = (patterns.Means(), patterns.Channels);
        var residuals = (double[])patterns.Measurements.Values.Clone();
        for (var i = 0; i < residuals.Length; i++)
            residuals[i] -= means[patterns.Conditions[i / d]]![i % d];
        var covariance = NoiseCovariance.TowardsDiagonal(new(residuals, patterns.Measurements.Rows, d), Math.Max(1, patterns.Measurements.Rows - patterns.ConditionCount));
        var typical = Enumerable.Range(0, d).Average(i => covariance[(i * d) + i]);
        for (var i = 0; i < d; i++)
        {
            // A unit that never fires in these behaviours has no noise, and no signal either: a floor keeps it from being divided by.
            covariance[(i * d) + i] += 0.01 * typical;
        }

        return Cholesky.Inverse(covariance, d);
    }

    /// <summary>Sums of classes with weights fitted to one half of the observations and compared with the other, so that more classes cannot win by being more.</summary>
    private static IEnumerable<ReportTable> Weighted(IReadOnlyList<NeuralStudy> studies, BehaviourPatterns[] patterns, string[] classes, FeatureKind[] kinds, ComparisonOptions options)
    {
        var sets = new[] { FeatureKind.Representational, FeatureKind.Computational }
            .Select(kind => (Name: kind.ToString().ToLowerInvariant(), Own: Enumerable.Range(0, classes.Length).Where(m => kinds[m] == kind).ToArray()))
            .Append((Name: "both", Own: [.. Enumerable.Range(0, classes.Length)])).Where(s => s.Own.Length > 0).ToArray();
        var rows = new List<IReadOnlyList<object>>();
        foreach (var (name, own) in sets)
        {
            var found = new List<(double Similarity, double[] Weights)>();
            for (var s = 0; s < studies.Count; s++)
            {
                options.Cancel.ThrowIfCancellationRequested();
                double[][] parts = [.. own.Select(m => Features(studies[s].Classes.First(c => c.Name == classes[m]), patterns[s]))];
                found.AddRange(WeightedModel.AcrossHalves(parts, NeuronHalves(studies[s], patterns[s])));
            }

            if (found.Count == 0)
                yield break;
            var shares = own.Select((m, i) => (Class: classes[m], Share: found.Average(f => f.Weights.Sum() > 0 ? f.Weights[i] / f.Weights.Sum() : 0)));
            rows.Add([name, own.Length, found.Average(f => f.Similarity), string.Join(", ", shares.Where(w => w.Share > 0.005).OrderByDescending(w => w.Share).Select(w => FormattableString.Invariant($"{w.Class} {100 * w.Share:0} %")))]);
        }

        yield return new("similarity-weighted", ["classes", "how many", "whitened unbiased cosine with the other half", "weights"], rows);
    }

    /// <summary>Distances in the two halves of a session's observations; empty when it is too short.</summary>
    private static double[][] NeuronHalves(NeuralStudy study, BehaviourPatterns patterns)
    {
        var counts = patterns.Means(study.Units.Count, (row, unit) => study.Counts[(row * study.Units.Count) + unit]);
        var precision = Precision(counts);
        double[][] halves = [.. new[] { 0, 1 }.Select(h => Half(counts, precision, h)).OfType<double[]>()];
        return halves.Length < 2 || halves.Any(h => h.Any(d => !double.IsFinite(d))) ? [] : halves;
    }

    private static double[] Features(FeatureClass features, BehaviourPatterns patterns)
    {
        var (x, d) = (features.Values, features.Values.Columns);
        var means = Enumerable.Range(0, d).Select(j => Enumerable.Range(0, x.Rows).Average(r => x[r, j])).ToArray();
        double[] deviations = [.. Enumerable.Range(0, d).Select(j => Math.Sqrt(Enumerable.Range(0, x.Rows).Average(r => Math.Pow(x[r, j] - means[j], 2))))];
        return Crossnobis.ByPair(patterns.Means(d, (row, j) => deviations[j] > 1e-12 ? (x[row, j] - means[j]) / deviations[j] : 0));
    }

    private static (NoiseCeiling? Bounds, string Text) Ceiling(IReadOnlyList<NeuralStudy> studies, BehaviourPatterns[] patterns, double[][] neurons)
    {
        if (neurons.Length > 1)
            return (NoiseCeiling.Of(Comparator.WhitenedCosine, neurons), "Lines are the bounds of the noise ceiling over sessions.");

        // One session: its two halves of observations stand in for two animals.
        if (NeuronHalves(studies[0], patterns[0]) is not { Length: 2 } halves)
            return (null, "The session is too short for a noise ceiling.");
        var reliability = Comparators.Compare(Comparator.WhitenedCosine, halves[0], halves[1]);

        // Spearman and Brown: what two halves agree on understates the agreement of the whole.
        var whole = reliability > 0 ? Math.Sqrt(2 * reliability / (1 + reliability)) : 0;
        return (new(Math.Max(0, reliability), whole), FormattableString.Invariant($"With one session the lines are the agreement of its two halves ({reliability:0.00}) and the correlation with the truth that it implies (Spearman and Brown)."));
    }

    internal static double[]? Half(PatternSet patterns, double[] precision, int half)
    {
        var seen = new int[patterns.ConditionCount];
        int[] rows = [.. Enumerable.Range(0, patterns.Conditions.Length).Where(i => seen[patterns.Conditions[i]]++ % 2 == half)];
        int[] conditions = [.. rows.Select(i => patterns.Conditions[i])];
        if (conditions.Distinct().Count() < patterns.ConditionCount)
            return null;
        Matrix values = new([.. rows.SelectMany(i => patterns.Measurements.Row(i).ToArray())], rows.Length, patterns.Channels);

        // Within a half every observation is its own fold.
        return Crossnobis.ByPair(new(values, conditions, [.. Enumerable.Range(0, rows.Length)]), precision);
    }

    private static Figure Bars(string[] classes, FeatureKind[] kinds, double[] means, double[] errors, (NoiseCeiling? Bounds, string Text) ceiling)
    {
        var series = kinds.Distinct().Order().Select(kind =>
        {
            int[] own = [.. Enumerable.Range(0, classes.Length).Where(m => kinds[m] == kind)];
            return new Series(kind.ToString().ToLowerInvariant(), SeriesStyle.Bars, [.. own.Select(m => (double)m)], [.. own.Select(m => means[m])])
            {
                Error = [.. own.Select(m => errors[m])],
                Color = (int)kind,
            };
        }).ToList();
        if (ceiling.Bounds is { } bounds && classes.Length > 1)
        {
            double[] ends = [0, classes.Length - 1];
            series.Add(new("ceiling, lower", SeriesStyle.Line, ends, [bounds.Lower, bounds.Lower]) { Color = 5 });
            series.Add(new("ceiling, upper", SeriesStyle.Line, ends, [bounds.Upper, bounds.Upper]) { Color = 6 });
        }

        return new()
        {
            Name = "similarity",
            Title = "Similarity with the neurons",
            XLabel = "class of features",
            YLabel = "whitened unbiased cosine",
            Categories = classes,
            Series = series,
        };
    }

    private static IEnumerable<Figure> Matrices(IReadOnlyList<string> names, double[] neurons, string[] classes, double[][] models, double[] means)
    {
        var best = Array.IndexOf(means, means.Max());
        yield return RdmFigure.Of("rdm-neurons", "Distances of behaviours to the neurons", names, neurons);
        yield return RdmFigure.Of("rdm-best", $"Distances of behaviours to '{classes[best]}', the most similar class", names, models[best]);
    }
}
