using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.EncodingModels.Comparison;

/// <summary>Which class of features predicts each neuron best (Aldarondo et al. 2024, figure 3).</summary>
internal static class EncodingComparison
{
    private const double Tolerance = 1e-6;

    /// <summary>Scores every class on every unit, the same folds for all.</summary>
    /// <param name="classes">Classes, each with a row per frame.</param>
    /// <param name="responses">Counts, as many rows.</param>
    /// <param name="epochs">Stretches without a gap.</param>
    /// <param name="options">How.</param>
    /// <param name="plan">Folds; time is cut into chunks when null.</param>
    /// <param name="progress">Called with the number of finished fits of all.</param>
    /// <exception cref="ArgumentException">Rows do not match, or there is too little to make folds of.</exception>
    public static IReadOnlyList<ClassScores> Run(
        IReadOnlyList<FeatureClass> classes, Responses responses, IReadOnlyList<RowRange> epochs, ComparisonOptions options, Action<int, int>? progress = null,
        IReadOnlyList<Fold>? plan = null)
    {
        foreach (var c in classes)
        {
            if (c.Values.Rows != responses.Rows)
                throw new ArgumentException($"'{c.Name}' has {c.Values.Rows} rows, the counts have {responses.Rows}.", nameof(classes));
        }

        plan ??= FoldPlan.TimeBlocked(epochs, options.Folds, options.Chunk, options.Purge, options.Seed);
        var parts = new FoldScores[classes.Count * plan.Count];
        var done = 0;
        try
        {
            Parallel.For(0, parts.Length, new() { CancellationToken = options.Cancel }, job =>
            {
                parts[job] = Score(classes[job / plan.Count].Values, responses, epochs, plan[job % plan.Count], options);
                progress?.Invoke(Interlocked.Increment(ref done), parts.Length);
            });
        }
        catch (AggregateException e) when (e.InnerExceptions[0] is { } first)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }

        return [.. classes.Select((c, i) => Gather(c, parts[(i * plan.Count)..((i + 1) * plan.Count)], responses.Units))];
    }

    private static ClassScores Gather(FeatureClass c, FoldScores[] folds, int units) => new(
        c,
        [.. Enumerable.Range(0, units).Select(u => folds.SelectMany(f => f.Chunks).Aggregate(default(GlmScore), (sum, chunk) => sum + chunk[u]))],
        [.. Enumerable.Range(0, units).Select(u => folds.SelectMany(f => f.Chunks).Select(chunk => chunk[u].Ratio).ToArray())],
        folds.Max(f => f.Predictors),
        folds.Sum(f => f.NotConverged));

    private static FoldScores Score(Matrix features, Responses responses, IReadOnlyList<RowRange> epochs, Fold fold, ComparisonOptions options)
    {
        var (x, known) = WindowedFeatures.Of(features, epochs, fold.Train, options);
        var train = WindowedFeatures.Intersection(fold.Train, known);
        var fit = options.Strengths.Count == 1 ? Fit(x, responses, train, options, options.Strengths[0], null) : FitBest(x, responses, train, options);
        var chunks = fold.Test
            .Select(chunk => WindowedFeatures.Intersection([chunk], known))
            .Select(rows => GlmScoring.Score(fit, x, responses, rows, options.Family, fit.NullMeans)).ToArray();
        return new(chunks, x.Columns, fit.Status.Count(s => s is not (GlmStatus.Converged or GlmStatus.Silent)));
    }

    /// <summary>Walks the path of strengths, weaker and weaker, on a part of the rows; each unit's best strength is then fitted on all of them.</summary>
    private static GlmFit FitBest(Matrix x, Responses responses, RowRange[] train, ComparisonOptions options)
    {
        var parts = Math.Max(2, options.Folds - 1);
        var inner = FoldPlan.TimeBlocked(train, parts, options.Chunk, options.Purge, options.Seed + 1).Take(Math.Clamp(options.InnerFolds, 1, parts)).ToArray();
        double[] strengths = [.. options.Strengths.OrderDescending()];
        var (best, chosen) = (new double[responses.Units], new int[responses.Units]);
        Array.Fill(best, double.NegativeInfinity);
        var last = new GlmFit?[inner.Length];
        for (var k = 0; k < strengths.Length; k++)
        {
            var ratios = new double[responses.Units];
            for (var f = 0; f < inner.Length; f++)
            {
                var fit = last[f] = Fit(x, responses, inner[f].Train, options, strengths[k], last[f]);
                var scores = GlmScoring.Score(fit, x, responses, inner[f].Test, options.Family, fit.NullMeans);
                for (var u = 0; u < scores.Length; u++)
                    ratios[u] += scores[u].Ratio;
            }

            for (var u = 0; u < ratios.Length; u++)
                (best[u], chosen[u]) = ratios[u] > best[u] ? (ratios[u], k) : (best[u], chosen[u]);
        }

        GlmFit? result = null, weaker = null;
        for (var k = 0; k <= chosen.Max(); k++)
        {
            weaker = Fit(x, responses, train, options, strengths[k], weaker);
            result = result is null ? weaker : Take(result, weaker, [.. Enumerable.Range(0, chosen.Length).Where(u => chosen[u] >= k)]);
        }

        return result!;
    }

    private static GlmFit Fit(Matrix x, Responses responses, IReadOnlyList<RowRange> rows, ComparisonOptions options, double strength, GlmFit? start) =>
        PopulationGlm.Fit(x, responses, new()
        {
            Family = options.Family,
            Penalty = GlmPenalty.ElasticNet(strength, options.L1Share),
            Tolerance = Tolerance,
            MostIterations = 200,
            Cancel = options.Cancel,
        }, rows, start);

    /// <summary>The first fit with some units replaced by those of the second.</summary>
    private static GlmFit Take(GlmFit first, GlmFit second, int[] units)
    {
        var (weights, intercepts, status) = ((double[])first.Weights.Clone(), (double[])first.Intercepts.Clone(), (GlmStatus[])first.Status.Clone());
        var (iterations, certificate) = ((int[])first.Iterations.Clone(), (double[])first.Certificate.Clone());
        foreach (var u in units)
        {
            second.WeightsOf(u).CopyTo(weights.AsSpan(u * first.Features));
            (intercepts[u], status[u], iterations[u], certificate[u]) = (second.Intercepts[u], second.Status[u], second.Iterations[u], second.Certificate[u]);
        }

        return first with { Weights = weights, Intercepts = intercepts, Status = status, Iterations = iterations, Certificate = certificate };
    }

    private sealed record FoldScores(GlmScore[][] Chunks, int Predictors, int NotConverged);
}
