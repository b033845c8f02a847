using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Statistics;

/// <summary>
/// How sure a summary is, by drawing the sample again with replacement (percentile interval: Efron 1979; Efron and Tibshirani 1993, chapter
/// 13).
/// </summary>
public static class Bootstrap
{
    /// <summary>A statistic of a sample.</summary>
    public delegate double Statistic(ReadOnlySpan<double> values);

    /// <summary>Confidence interval of a statistic. Unknown values are left out first; fewer than two values give NaN ends.</summary>
    /// <param name="values">Independent observations: average repeated ones before.</param>
    /// <param name="statistic">What is summarised; the mean when null.</param>
    /// <param name="seed">The same seed gives the same interval.</param>
    /// <param name="confidence">Coverage in (0, 1).</param>
    /// <param name="draws">Samples drawn.</param>
    public static ConfidenceInterval Interval(
        ReadOnlySpan<double> values, ulong seed, Statistic? statistic = null, double confidence = 0.95, int draws = 2000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        if (confidence is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence must lie between 0 and 1.");
        statistic ??= Descriptive.Mean;
        var sample = Descriptive.Sorted(values);
        var estimate = statistic(sample);
        if (sample.Length < 2)
            return new(estimate, double.NaN, double.NaN);
        var drawn = new double[sample.Length];
        var results = new double[draws];
        for (var d = 0; d < draws; d++)
        {
            var random = RandomStream.For(seed, (ulong)d);
            for (var i = 0; i < drawn.Length; i++)
                drawn[i] = sample[random.NextInt(sample.Length)];
            results[d] = statistic(drawn);
        }
        Array.Sort(results);
        var tail = (1 - confidence) / 2;
        return new(estimate, Descriptive.SortedQuantile(results, tail), Descriptive.SortedQuantile(results, 1 - tail));
    }
}
