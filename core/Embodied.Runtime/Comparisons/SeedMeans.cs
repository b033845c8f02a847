using Embodied.Analysis.Statistics;

namespace Embodied.Runtime.Comparisons;

/// <summary>Means over the episodes of several seeds.</summary>
internal static class SeedMeans
{
    /// <summary>Mean with its 95 % interval: of several seeds each is one draw, with the episodes drawn within it. Not numbers where there are none.</summary>
    /// <param name="seeds">One result per seed.</param>
    /// <param name="values">A number for each episode.</param>
    public static ConfidenceInterval Of<T>(IReadOnlyList<T> seeds, Func<T, IReadOnlyList<double>> values)
    {
        double[][] groups = [.. seeds.Select(s => values(s).ToArray()).Where(v => v.Length > 0)];
        return groups.Length switch
        {
            0 => new(double.NaN, double.NaN, double.NaN),
            1 => Bootstrap.Interval(groups[0], seed: 1),
            _ => HierarchicalBootstrap.Mean(groups, seed: 1),
        };
    }
}
