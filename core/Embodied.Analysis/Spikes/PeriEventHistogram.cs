namespace Embodied.Analysis.Spikes;

/// <summary>Spikes of one unit around events (peri-stimulus time histogram, Gerstein and Kiang 1960). Bins are [a, b), the last one [a, b].</summary>
internal sealed class PeriEventHistogram
{
    private PeriEventHistogram(double[] edges, int[][] counts) => (Edges, Counts) = (edges, counts);

    /// <summary>Borders of the bins relative to the event [s].</summary>
    public double[] Edges { get; }

    /// <summary>Counts, [events][bins].</summary>
    public int[][] Counts { get; }

    /// <summary>Mean rate per bin [Hz].</summary>
    public double[] MeanRate => Per((counts, width) => counts.Average() / width);

    /// <summary>Standard error of the rate over events, n − 1 in the variance [Hz].</summary>
    public double[] RateError => Per((counts, width) => Math.Sqrt(Variance(counts) / counts.Length) / width);

    /// <summary>Variance over mean of the counts over events; NaN where there are none.</summary>
    public double[] Fano => Per((counts, _) => Variance(counts) / counts.Average());

    /// <summary>Counts spikes.</summary>
    /// <param name="spikes">Times [s], ascending.</param>
    /// <param name="events">Times [s].</param>
    /// <param name="before">Begin before the event [s].</param>
    /// <param name="after">End after it [s].</param>
    /// <param name="binWidth">Width of bins [s].</param>
    /// <exception cref="ArgumentException">The window is not a whole number of bins.</exception>
    public static PeriEventHistogram Of(double[] spikes, double[] events, double before, double after, double binWidth)
    {
        var bins = (int)Math.Round((before + after) / binWidth);
        if (bins < 1 || Math.Abs((bins * binWidth) - before - after) > 1e-6 * binWidth)
            throw new ArgumentException($"A window of {before + after} s is not a whole number of bins of {binWidth} s.", nameof(binWidth));
        double[] edges = [.. Enumerable.Range(0, bins + 1).Select(i => i == bins ? after : -before + (i * (before + after) / bins))];
        return new(edges, [.. events.Select(e => Count(spikes, e, edges))]);
    }

    /// <summary>The same from counts in frames.</summary>
    /// <param name="counts">Counts of one unit, [frames].</param>
    /// <param name="events">Frames at whose begin something happens; their windows lie within the counts.</param>
    /// <param name="before">Bins before an event.</param>
    /// <param name="after">Bins after it.</param>
    /// <param name="width">Frames of a bin.</param>
    /// <param name="rate">Frames per second.</param>
    /// <exception cref="ArgumentException">A window leaves the counts, or is empty.</exception>
    public static PeriEventHistogram OfCounts(double[] counts, int[] events, int before, int after, int width, double rate)
    {
        if (width < 1 || before < 0 || after < 0 || before + after < 1 || events.Any(e => e - (before * width) < 0 || e + (after * width) > counts.Length))
            throw new ArgumentException($"Windows of {before} bins before and {after} after, of {width} frames, leave the {counts.Length} frames or are empty.", nameof(events));
        double[] edges = [.. Enumerable.Range(-before, before + after + 1).Select(b => b * width / rate)];
        return new(edges, [.. events.Select(e => Enumerable.Range(-before, before + after).Select(b => (int)counts.AsSpan(e + (b * width), width).ToArray().Sum()).ToArray())]);
    }

    /// <summary>Rates smoothed with a Gaussian cut at four standard deviations; beyond the ends the rates are mirrored.</summary>
    /// <param name="deviation">Standard deviation [s].</param>
    public double[] Smoothed(double deviation)
    {
        var (rates, sigma) = (MeanRate, deviation / (Edges[1] - Edges[0]));
        var reach = (int)((4 * sigma) + 0.5);
        double[] weights = [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(k => Math.Exp(-0.5 * k * k / (sigma * sigma)))];
        var total = weights.Sum();
        return [.. Enumerable.Range(0, rates.Length).Select(i => weights.Select((w, k) => w / total * rates[Mirror(i + k - reach, rates.Length)]).Sum())];
    }

    private static int Mirror(int i, int n)
    {
        var period = ((i % (2 * n)) + (2 * n)) % (2 * n);
        return period < n ? period : (2 * n) - 1 - period;
    }

    private static int[] Count(double[] spikes, double at, double[] edges)
    {
        var counts = new int[edges.Length - 1];
        var first = Array.BinarySearch(spikes, at + edges[0] - 1e-9);
        for (var i = first < 0 ? ~first : first; i < spikes.Length; i++)
        {
            var t = spikes[i] - at;
            if (t > edges[^1])
                break;
            var bin = Array.BinarySearch(edges, t);
            bin = bin < 0 ? ~bin - 1 : Math.Min(bin, counts.Length - 1);
            if (bin >= 0)
                counts[bin]++;
        }

        return counts;
    }

    private static double Variance(int[] counts)
    {
        var mean = counts.Average();
        return counts.Sum(c => (c - mean) * (c - mean)) / (counts.Length - 1);
    }

    private double[] Per(Func<int[], double, double> figure) =>
        [.. Enumerable.Range(0, Edges.Length - 1).Select(b => figure([.. Counts.Select(c => c[b])], Edges[1] - Edges[0]))];
}
