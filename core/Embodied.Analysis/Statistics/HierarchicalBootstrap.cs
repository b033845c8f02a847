using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Statistics;

/// <summary>
/// Confidence of a mean over units that come in groups (sessions, animals) and are not independent: groups are drawn again with replacement, then units
/// within each (Saravanan, Berman and Sober 2020).
/// </summary>
public static class HierarchicalBootstrap
{
    /// <summary>Means over units of several figures at once, the same units drawn for all, [draws × figures].</summary>
    /// <param name="groups">Figures of the units of each group, [groups][units][figures]; empty groups are left out.</param>
    /// <param name="seed">The same seed gives the same draws.</param>
    /// <param name="draws">Samples drawn.</param>
    public static double[] Draws(IReadOnlyList<double[][]> groups, ulong seed, int draws = 2000)
    {
        double[][][] filled = [.. groups.Where(g => g.Length > 0)];
        if (filled.Length == 0)
            return [];
        var figures = filled[0][0].Length;
        var means = new double[draws * figures];
        for (var d = 0; d < draws; d++)
        {
            var (random, count) = (RandomStream.For(seed, (ulong)d), 0);
            var mean = means.AsSpan(d * figures, figures);
            for (var g = 0; g < filled.Length; g++)
            {
                var group = filled[random.NextInt(filled.Length)];
                for (var u = 0; u < group.Length; u++, count++)
                    System.Numerics.Tensors.TensorPrimitives.Add(mean, group[random.NextInt(group.Length)], mean);
            }

            System.Numerics.Tensors.TensorPrimitives.Divide(mean, count, mean);
        }

        return means;
    }

    /// <summary>Mean over all units with its percentile interval.</summary>
    /// <param name="groups">Values of the units of each group; empty groups are left out.</param>
    /// <param name="seed">The same seed gives the same interval.</param>
    /// <param name="confidence">Coverage in (0, 1).</param>
    /// <param name="draws">Samples drawn.</param>
    public static ConfidenceInterval Mean(IReadOnlyList<double[]> groups, ulong seed, double confidence = 0.95, int draws = 2000)
    {
        double[][] filled = [.. groups.Where(g => g.Length > 0)];
        if (filled.Length == 0)
            return new(double.NaN, double.NaN, double.NaN);
        var means = new double[draws];
        for (var d = 0; d < draws; d++)
        {
            var random = RandomStream.For(seed, (ulong)d);
            var (sum, count) = (0.0, 0);
            for (var g = 0; g < filled.Length; g++)
            {
                var group = filled[random.NextInt(filled.Length)];
                for (var u = 0; u < group.Length; u++, count++)
                    sum += group[random.NextInt(group.Length)];
            }

            means[d] = sum / count;
        }

        Array.Sort(means);
        var tail = (1 - confidence) / 2;
        return new(filled.SelectMany(g => g).Average(), Descriptive.SortedQuantile(means, tail), Descriptive.SortedQuantile(means, 1 - tail));
    }
}
