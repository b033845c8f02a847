namespace Embodied.Analysis.Statistics;

/// <summary>
/// The share that is still there after some time, where some were not watched to their end: product-limit estimate (Kaplan and Meier 1958) with intervals
/// from Greenwood's variance (1926).
/// </summary>
public static class KaplanMeier
{
    private const double Z95 = 1.959963984540054;

    /// <summary>The curve of a sample.</summary>
    /// <param name="times">How long each was watched, at least 0, [n].</param>
    /// <param name="ended">Whether it ended then, or was there when nobody looked any more, [n].</param>
    /// <param name="z">Normal quantile; the default gives 95 %.</param>
    public static SurvivalCurve Of(ReadOnlySpan<double> times, ReadOnlySpan<bool> ended, double z = Z95)
    {
        if (times.Length != ended.Length)
            throw new ArgumentException($"{times.Length} times against {ended.Length} ends.", nameof(ended));
        var order = Order(times);
        var steps = new List<SurvivalStep>();
        var (share, variance) = (1.0, 0.0);
        for (var i = 0; i < order.Length;)
        {
            var (time, atRisk, ends) = (times[order[i]], order.Length - i, 0);
            for (; i < order.Length && times[order[i]] == time; i++)
                ends += ended[order[i]] ? 1 : 0;
            if (ends == 0)
                continue;
            share *= 1 - ((double)ends / atRisk);
            // Where all that were left end at once the sum diverges; nobody is left then, for certain as far as the sample goes.
            variance += ends == atRisk ? 0 : (double)ends / ((double)atRisk * (atRisk - ends));
            var half = z * share * Math.Sqrt(variance);
            steps.Add(new(time, atRisk, ends, new(share, Math.Max(0, share - half), Math.Min(1, share + half))));
        }

        return new(steps, order.Length == 0 ? double.NaN : times[order[^1]]);
    }

    private static int[] Order(ReadOnlySpan<double> times)
    {
        var (keys, order) = (times.ToArray(), new int[times.Length]);
        for (var i = 0; i < order.Length; i++)
            order[i] = keys[i] >= 0 ? i : throw new ArgumentOutOfRangeException(nameof(times), keys[i], "A time must be a number of at least 0.");
        Array.Sort(keys, order);
        return order;
    }
}
