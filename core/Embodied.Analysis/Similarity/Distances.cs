using System.Numerics.Tensors;

namespace Embodied.Analysis.Similarity;

/// <summary>
/// Dissimilarities of the mean patterns of conditions, squared ones divided by the number of channels (Nili et al. 2014). They are biased upwards by
/// noise; <see cref="Crossnobis"/> is not.
/// </summary>
internal static class Distances
{
    /// <summary>|a − b|²/P.</summary>
    public static double[] Euclidean(PatternSet patterns)
    {
        var means = patterns.Means();
        return Pairs.Map(means.Length, (i, j) => Square(TensorPrimitives.Distance<double>(means[i]!, means[j]!)) / patterns.Channels);
    }

    /// <summary>(a − b)ᵀ Σ⁻¹ (a − b)/P.</summary>
    /// <param name="patterns">Patterns.</param>
    /// <param name="precision">Σ⁻¹, [channels × channels].</param>
    public static double[] Mahalanobis(PatternSet patterns, double[] precision)
    {
        var means = patterns.Means();
        return Pairs.Map(means.Length, (i, j) =>
        {
            var difference = Difference(means[i]!, means[j]!);
            return Form(difference, precision, difference) / patterns.Channels;
        });
    }

    /// <summary>1 − Pearson's r across channels; NaN for a pattern that is constant.</summary>
    public static double[] Correlation(PatternSet patterns)
    {
        var means = patterns.Means().Select(m => Difference(m!, [.. Enumerable.Repeat(m!.Average(), m!.Length)])).ToArray();
        return Pairs.Map(means.Length, (i, j) =>
            1 - (TensorPrimitives.Dot<double>(means[i], means[j]) / (TensorPrimitives.Norm<double>(means[i]) * TensorPrimitives.Norm<double>(means[j]))));
    }

    /// <summary>
    /// Symmetric Kullback–Leibler divergence of Poisson rates, Σ (a − b)(ln a − ln b)/P, of rates drawn towards a prior: (x + λ w)/(1 + w).
    /// </summary>
    public static double[] Poisson(PatternSet patterns, double priorRate = 1, double priorWeight = 0.1)
    {
        var means = patterns.Means().Select(m => Shrunk(m!, priorRate, priorWeight)).ToArray();
        return Pairs.Map(means.Length, (i, j) => Divergence(means[i], means[j], means[i], means[j]) / patterns.Channels);
    }

    /// <summary>The same across folds: rates from the other folds, logarithms from the one left out, averaged over folds; pairs a fold lacks are left out of its average.</summary>
    public static double[] PoissonAcrossFolds(PatternSet patterns, double priorRate = 1, double priorWeight = 0.1)
    {
        var (sums, counts) = (new double[Pairs.Count(patterns.ConditionCount)], new int[Pairs.Count(patterns.ConditionCount)]);
        for (var fold = 0; fold < patterns.FoldCount; fold++)
        {
            var train = patterns.Means(i => patterns.Folds[i] != fold).Select(m => m is null ? null : Shrunk(m, priorRate, priorWeight)).ToArray();
            var test = patterns.Means(i => patterns.Folds[i] == fold).Select(m => m is null ? null : Shrunk(m, priorRate, priorWeight)).ToArray();
            var pair = 0;
            foreach (var (i, j) in Pairs.Of(patterns.ConditionCount))
            {
                if (train[i] is { } a && train[j] is { } b && test[i] is { } c && test[j] is { } d)
                    (sums[pair], counts[pair]) = (sums[pair] + (Divergence(a, b, c, d) / patterns.Channels), counts[pair] + 1);
                pair++;
            }
        }

        return [.. sums.Zip(counts, (s, n) => s / n)];
    }

    internal static double[] Difference(double[] a, double[] b)
    {
        var difference = new double[a.Length];
        TensorPrimitives.Subtract(a, b, difference);
        return difference;
    }

    /// <summary>aᵀ M b; the identity when M is null.</summary>
    internal static double Form(double[] a, double[]? matrix, double[] b)
    {
        if (matrix is null)
            return TensorPrimitives.Dot<double>(a, b);
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * TensorPrimitives.Dot<double>(matrix.AsSpan(i * b.Length, b.Length), b);
        return sum;
    }

    private static double[] Shrunk(double[] rates, double priorRate, double priorWeight) =>
        [.. rates.Select(x => (x + (priorRate * priorWeight)) / (1 + priorWeight))];

    private static double Divergence(double[] a, double[] b, double[] c, double[] d)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += (a[i] - b[i]) * (Math.Log(c[i]) - Math.Log(d[i]));
        return sum;
    }

    private static double Square(double x) => x * x;
}
