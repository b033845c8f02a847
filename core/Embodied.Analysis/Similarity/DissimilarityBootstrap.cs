using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Similarity;

/// <summary>
/// How sure the similarity of models with subjects is: subjects, conditions, or both drawn again with replacement (Schütt et al. 2023). A condition drawn
/// twice has no distance to itself; such pairs are left out.
/// </summary>
public static class DissimilarityBootstrap
{
    /// <summary>What is drawn again.</summary>
    [Flags]
    public enum Factors
    {
        /// <summary>Subjects.</summary>
        Subjects = 1,

        /// <summary>Conditions.</summary>
        Conditions = 2,
    }

    /// <summary>Mean similarity of each model with the subjects in every draw, [draws × models].</summary>
    /// <param name="comparator">Similarity.</param>
    /// <param name="models">Dissimilarity vectors of models.</param>
    /// <param name="subjects">Those of subjects.</param>
    /// <param name="factors">What is drawn.</param>
    /// <param name="draws">Draws.</param>
    /// <param name="seed">Each draw has its own stream.</param>
    public static double[] Run(
        Comparator comparator, IReadOnlyList<double[]> models, IReadOnlyList<double[]> subjects, Factors factors, int draws, ulong seed)
    {
        var n = Pairs.Conditions(subjects[0].Length);
        var results = new double[draws * models.Count];
        if (factors == Factors.Subjects)
        {
            // The similarities themselves do not change when only subjects are drawn.
            var table = Comparators.Compare(comparator, models, subjects);
            for (var d = 0; d < draws; d++)
                Average(table, Indices(seed, d, 0, subjects.Count), results.AsSpan(d * models.Count, models.Count), subjects.Count);
            return results;
        }

        Parallel.For(0, draws, d =>
        {
            var chosen = Indices(seed, d, 1, n);
            int[] all = [.. Enumerable.Range(0, subjects.Count)];
            var who = factors.HasFlag(Factors.Subjects) ? Indices(seed, d, 0, subjects.Count) : all;
            Evaluate(comparator, models, subjects, who, chosen).CopyTo(results.AsSpan(d * models.Count));
        });
        return results;
    }

    /// <summary>Mean similarity of each model with some subjects over some conditions, either of which may repeat.</summary>
    public static double[] Evaluate(Comparator comparator, IReadOnlyList<double[]> models, IReadOnlyList<double[]> subjects, int[] who, int[] conditions)
    {
        var (mean, table) = (new double[models.Count], Comparators.Compare(comparator,
            [.. models.Select(m => Resampled(m, conditions))], [.. subjects.Select(s => Resampled(s, conditions))]));
        Average(table, who, mean, subjects.Count);
        return mean;
    }

    /// <summary>
    /// Variance of a similarity over both subjects and conditions from the three bootstraps, with small-sample factors; at least the larger single one
    /// and at most that of both (Schütt et al. 2023, equation for the two-factor bootstrap).
    /// </summary>
    /// <param name="bySubject">Variance over draws of subjects.</param>
    /// <param name="byCondition">Over draws of conditions.</param>
    /// <param name="byBoth">Over draws of both.</param>
    /// <param name="subjects">Subjects.</param>
    /// <param name="conditions">Conditions.</param>
    public static double Variance(double bySubject, double byCondition, double byBoth, int subjects, int conditions)
    {
        var (s, c) = (subjects / (subjects - 1.0), conditions / (conditions - 1.0));
        var variance = (s * bySubject) + (c * byCondition) - (s * c * (byBoth - bySubject - byCondition));
        return Math.Min(Math.Max(variance, Math.Max(s * bySubject, c * byCondition)), byBoth);
    }

    private static void Average(double[] table, int[] who, Span<double> mean, int subjects)
    {
        for (var m = 0; m < mean.Length; m++)
        {
            mean[m] = 0;
            foreach (var s in who)
                mean[m] += table[(m * subjects) + s] / who.Length;
        }
    }

    private static double[] Resampled(double[] dissimilarities, int[] conditions)
    {
        var square = Pairs.Square(dissimilarities);
        var n = Pairs.Conditions(dissimilarities.Length);
        return Pairs.Map(conditions.Length, (i, j) => conditions[i] == conditions[j] ? double.NaN : square[(conditions[i] * n) + conditions[j]]);
    }

    private static int[] Indices(ulong seed, int draw, int factor, int count)
    {
        var random = RandomStream.For(seed, (2UL * (ulong)draw) + (ulong)factor);
        var indices = new int[count];
        foreach (ref var i in indices.AsSpan())
            i = random.NextInt(count);
        return indices;
    }
}
