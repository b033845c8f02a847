using System.Numerics.Tensors;
using Embodied.Numerics;

namespace Embodied.Analysis.Similarity;

/// <summary>Cross-validated Mahalanobis distances (Walther et al. 2016): unbiased, so that noise alone gives 0 on average and single values may be negative.</summary>
internal static class Crossnobis
{
    /// <summary>
    /// Mean over folds of (aᵢ − aⱼ)ᵀ Σ⁻¹ (bᵢ − bⱼ)/P, a the mean of all observations outside the fold, b that within it. A fold that lacks a condition
    /// says nothing about its pairs and is left out of their mean; a pair no fold covers is NaN.
    /// </summary>
    /// <param name="patterns">Patterns.</param>
    /// <param name="precision">Σ⁻¹, [channels × channels]; the identity when null.</param>
    public static double[] ByFold(PatternSet patterns, double[]? precision = null)
    {
        var (sums, counts) = (new double[Pairs.Count(patterns.ConditionCount)], new int[Pairs.Count(patterns.ConditionCount)]);
        for (var fold = 0; fold < patterns.FoldCount; fold++)
        {
            var train = patterns.Means(i => patterns.Folds[i] != fold);
            var test = patterns.Means(i => patterns.Folds[i] == fold);
            var weighted = test.Select(b => b is null ? null : Weighted(b, precision)).ToArray();
            var pair = 0;
            foreach (var (i, j) in Pairs.Of(patterns.ConditionCount))
            {
                if (train[i] is { } a && train[j] is { } b && weighted[i] is { } c && weighted[j] is { } d)
                {
                    sums[pair] += Distances.Form(Distances.Difference(a, b), null, Distances.Difference(c, d)) / patterns.Channels;
                    counts[pair]++;
                }

                pair++;
            }
        }

        return [.. sums.Zip(counts, (s, n) => s / n)];
    }

    /// <summary>
    /// Kᵢᵢ + Kⱼⱼ − 2 Kᵢⱼ with K the mean of all products of two observations from different folds: uses every pair of observations, also where
    /// folds differ in what they hold.
    /// </summary>
    /// <param name="patterns">Patterns.</param>
    /// <param name="precision">Σ⁻¹; the identity when null.</param>
    public static double[] ByPair(PatternSet patterns, double[]? precision = null)
    {
        var (n, rows, channels) = (patterns.ConditionCount, patterns.Measurements.Rows, patterns.Channels);
        var (sums, counts) = (new double[n * n], new int[n * n]);
        for (var j = 0; j < rows; j++)
        {
            var right = Weighted(patterns.Measurements.Row(j).ToArray(), precision);
            for (var i = 0; i < rows; i++)
            {
                if (patterns.Folds[i] == patterns.Folds[j])
                    continue;
                var at = (patterns.Conditions[i] * n) + patterns.Conditions[j];
                sums[at] += TensorPrimitives.Dot(patterns.Measurements.Row(i), right) / channels;
                counts[at]++;
            }
        }

        double Kernel(int i, int j) => sums[(i * n) + j] / counts[(i * n) + j];
        return Pairs.Map(n, (i, j) => Kernel(i, i) + Kernel(j, j) - Kernel(i, j) - Kernel(j, i));
    }

    private static double[] Weighted(double[] pattern, double[]? precision)
    {
        if (precision is null)
            return pattern;
        var result = new double[pattern.Length];
        MatrixProduct.Multiply(precision, pattern.Length, pattern.Length, pattern, 1, result);
        return result;
    }
}
