using Embodied.Analysis.Decoding;
using Embodied.Analysis.EncodingModels.Comparison;
using Embodied.Analysis.Similarity;
using Embodied.Analysis.Statistics;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Control;

namespace Embodied.Analysis.Neural;

/// <summary>How the controller's uncertainty depends on behaviour, and whether neurons vary alike.</summary>
internal static class VariabilitySection
{
    private const string Title = "Variability of the latent";
    private const int MostSamples = 4000;
    private const int FewestConditions = 4;

    public static ReportSection Build(IReadOnlyList<NeuralStudy> studies, IController? controller, ComparisonOptions options, ComparisonOptions patterns)
    {
        if (studies.Any(s => LatentScale.Of(s) is null))
            return new() { Heading = Title, Text = [$"No stochastic latent was recorded ('{LatentScale.Channel}' is missing); the analysis is left out."] };
        var behaving = studies.Where(s => s.Behaviour is not null).ToArray();
        if (behaving.Length == 0)
            return new() { Heading = Title, Text = ["The behaviours of the animal are not known; the analysis is left out."] };
        var action = behaving.Select(s => ActionVariability.Of(s, controller, options.Seed)).ToArray();
        var seen = behaving.SelectMany(s => s.Behaviour!.Where(b => b >= 0).Distinct().Select(b => s.BehaviourNames[b])).ToHashSet();
        string[] names = [.. behaving.SelectMany(s => s.BehaviourNames).Distinct().Where(seen.Contains)];
        var text = new List<string>();
        var tables = new List<ReportTable>();
        var figures = new List<Figure> { ByBehaviour("latent-variability", "Latent variability by behaviour", "mean standard deviation of the latent", names, behaving, s => LatentScale.Mean(LatentScale.Of(s)!.Value)) };
        if (action.All(a => a is not null))
            figures.Add(ByBehaviour("action-variability", "Action variability by behaviour", "standard deviation of the action", names, behaving, s => action[Array.IndexOf(behaving, s)]!));
        else
            text.Add("The controller was not given or has no stochastic latent; the variability of its action is left out.");
        if (names.Length > 1)
            Discriminate(behaving[0], options, text, tables);
        Compare(behaving, patterns, text, tables);
        return new() { Heading = Title, Text = text, Tables = tables, Figures = figures };
    }

    /// <summary>Mean over the sessions' means of a behaviour; the error is the spread of chunks.</summary>
    private static Figure ByBehaviour(string name, string title, string label, string[] names, NeuralStudy[] studies, Func<NeuralStudy, double[]> figure)
    {
        var (means, errors) = (new double[names.Length], new double[names.Length]);
        double[][] values = [.. studies.Select(figure)];
        for (var b = 0; b < names.Length; b++)
        {
            double[] own = [.. studies.SelectMany((s, i) => Enumerable.Range(0, s.Frames).Where(f => s.Behaviour![f] >= 0 && s.BehaviourNames[s.Behaviour[f]] == names[b]).Select(f => values[i][f]))];
            (means[b], errors[b]) = (Descriptive.Mean(own), Descriptive.StandardDeviation(own));
        }

        return new()
        {
            Name = name,
            Title = title,
            XLabel = "behaviour",
            YLabel = label,
            Categories = names,
            Series = [new("frames", SeriesStyle.Bars, [.. names.Select((_, b) => (double)b)], means) { Error = errors }],
            Caption = "Mean over frames; bars are one standard deviation of frames.",
        };
    }

    private static void Discriminate(NeuralStudy study, ComparisonOptions options, List<string> text, List<ReportTable> tables)
    {
        var scale = LatentScale.Of(study)!.Value;
        var plan = FoldPlan.TimeBlocked(study.Epochs, options.Folds, options.Chunk, 0, options.Seed);
        var every = Math.Max(1, study.Frames / MostSamples);
        var chosen = plan.SelectMany((fold, f) => fold.Test.SelectMany(c => Enumerable.Range(c.Start, c.Length)).Select(r => (Row: r, Fold: f)))
            .Where(s => s.Row % every == 0 && study.Behaviour![s.Row] >= 0).ToArray();

        // A behaviour that a fold has to itself cannot be learnt when that fold is left out.
        int[] known = [.. chosen.GroupBy(s => study.Behaviour![s.Row]).Where(g => g.Count() >= 10 && g.Select(s => s.Fold).Distinct().Count() >= 2).Select(g => g.Key).Order()];
        int[] varying = [.. Enumerable.Range(0, scale.Columns).Where(j => Enumerable.Range(0, scale.Rows).Any(r => Math.Abs(scale[r, j] - scale[0, j]) > 1e-9))];
        chosen = [.. chosen.Where(s => known.Contains(study.Behaviour![s.Row]))];
        if (known.Length < 2 || varying.Length == 0)
        {
            text.Add($"{known.Length} behaviours have enough frames in two folds and {varying.Length} numbers of the latent vary in scale; discriminating behaviours is left out.");
            return;
        }

        Matrix samples = new([.. chosen.SelectMany(s => varying.Select(j => scale[s.Row, j]))], chosen.Length, varying.Length);
        int[] classes = [.. chosen.Select(s => Array.IndexOf(known, study.Behaviour![s.Row]))];
        var predicted = LinearDiscriminant.CrossValidate(samples, classes, [.. chosen.Select(s => s.Fold)], new() { Shrinkage = null });
        var confusion = new Confusion(classes, predicted, known.Length);
        text.Add(FormattableString.Invariant($"A linear discriminant tells {known.Length} behaviours of {study.Name} by the scale of the latent alone with a balanced accuracy of {confusion.BalancedAccuracy:0.00} in frames of other chunks; chance is {1.0 / known.Length:0.00}."));
        tables.Add(new("discriminant", ["true behaviour", .. known.Select(b => study.BehaviourNames[b])],
            [.. known.Select((b, c) => (IReadOnlyList<object>)[study.BehaviourNames[b], .. Enumerable.Range(0, known.Length).Select(p => (object)confusion.Counts[(c * known.Length) + p])])]));
    }

    /// <summary>Whether behaviours that differ in how the latent varies differ in how neurons vary beyond their rates.</summary>
    private static void Compare(NeuralStudy[] studies, ComparisonOptions options, List<string> text, List<ReportTable> tables)
    {
        var names = studies.Select(s => new BehaviourPatterns(s, options).Names).Aggregate((a, b) => [.. a.Intersect(b)]);
        if (names.Count < FewestConditions)
        {
            text.Add($"Only {names.Count} behaviours occur in two folds of every session; comparing the structure of variability needs {FewestConditions}.");
            return;
        }

        BehaviourPatterns[] patterns = [.. studies.Select(s => new BehaviourPatterns(s, options, names))];
        double[][] latent = [.. studies.Zip(patterns, (s, p) => LatentScale.Of(s) is { } scale ? Crossnobis.ByPair(p.Means(scale.Columns, (r, j) => scale[r, j])) : [])];
        double[][] neural = [.. studies.Zip(patterns, (s, p) => Crossnobis.ByPair(p.Of(s.Units.Count, rows => NeuralVariability.Of(s, rows))))];
        var similarity = Comparators.Compare(Comparator.WhitenedCosine, [SimilaritySection.Average(latent)], neural);
        var drawn = DissimilarityBootstrap.Run(Comparator.WhitenedCosine, [SimilaritySection.Average(latent)], neural, DissimilarityBootstrap.Factors.Conditions, 1000, options.Seed);
        Array.Sort(drawn);
        var (low, high) = (Descriptive.Quantile(drawn, 0.025), Descriptive.Quantile(drawn, 0.975));
        text.Add(FormattableString.Invariant($"The structure of latent variability over {names.Count} behaviours has a whitened unbiased cosine of {similarity.Average():0.00} (95 % interval {low:0.00} to {high:0.00}, behaviours drawn again) with that of the neurons' variability beyond their rates."));
        tables.Add(new("variability-similarity", ["behaviours", "whitened unbiased cosine", "low", "high"], [[names.Count, similarity.Average(), low, high]]));
    }
}
