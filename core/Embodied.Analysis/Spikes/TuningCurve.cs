namespace Embodied.Analysis.Spikes;

/// <summary>Rates of units by the value of a variable.</summary>
/// <param name="Centers">Middle of each bin of the variable.</param>
/// <param name="Rates">[units × bins], Hz; NaN where the variable never was.</param>
/// <param name="Occupancy">Seconds spent in each bin.</param>
internal sealed record TuningCurve(double[] Centers, double[][] Rates, double[] Occupancy)
{
    /// <summary>Counts per time spent.</summary>
    /// <param name="counts">[rows × units].</param>
    /// <param name="units">Units.</param>
    /// <param name="variable">One value per row; NaN leaves the row out.</param>
    /// <param name="low">Lower end of the first bin.</param>
    /// <param name="high">Upper end of the last bin, included.</param>
    /// <param name="bins">Bins.</param>
    /// <param name="rowSeconds">Length of a row [s].</param>
    public static TuningCurve Of(byte[] counts, int units, double[] variable, double low, double high, int bins, double rowSeconds)
    {
        if (counts.Length != variable.Length * units || !(high > low) || bins < 1)
            throw new ArgumentException($"{counts.Length} counts of {units} units, {variable.Length} values, {bins} bins from {low} to {high}.", nameof(counts));
        var (occupancy, sums) = (new double[bins], new double[units][]);
        for (var u = 0; u < units; u++)
            sums[u] = new double[bins];
        for (var row = 0; row < variable.Length; row++)
        {
            if (!(variable[row] >= low && variable[row] <= high))
                continue;
            var bin = Math.Min(bins - 1, (int)((variable[row] - low) / (high - low) * bins));
            occupancy[bin] += rowSeconds;
            for (var u = 0; u < units; u++)
                sums[u][bin] += counts[(row * units) + u];
        }

        double[] centers = [.. Enumerable.Range(0, bins).Select(b => low + ((b + 0.5) * (high - low) / bins))];
        return new(centers, [.. sums.Select(s => s.Zip(occupancy, (c, t) => c / t).ToArray())], occupancy);
    }

    /// <summary>Information about the variable per spike of each unit [bits] (Skaggs et al. 1993).</summary>
    public double[] BitsPerSpike()
    {
        var total = Occupancy.Sum();
        return [.. Rates.Select(rates =>
        {
            var mean = rates.Select((r, b) => Occupancy[b] > 0 ? r * Occupancy[b] / total : 0).Sum();
            return mean > 0 ? rates.Select((r, b) => Occupancy[b] > 0 && r > 0 ? Occupancy[b] / total * r / mean * Math.Log2(r / mean) : 0).Sum() : double.NaN;
        })];
    }

    /// <summary>
    /// The value of the variable that makes a row of counts most likely, spikes being Poisson and units independent (Zhang et al. 1998); how often each
    /// value occurs is the prior.
    /// </summary>
    /// <param name="counts">[units].</param>
    /// <param name="rowSeconds">Length of the row [s].</param>
    public double Decode(ReadOnlySpan<byte> counts, double rowSeconds)
    {
        var (best, highest) = (double.NaN, double.NegativeInfinity);
        for (var b = 0; b < Centers.Length; b++)
        {
            if (Occupancy[b] == 0)
                continue;
            var score = Math.Log(Occupancy[b]);

            // A bin visited too briefly to see a rare spike is not impossible: half a spike is added.
            for (var u = 0; u < counts.Length; u++)
            {
                var mean = Math.Max(Rates[u][b], 0.5 / Occupancy.Sum()) * rowSeconds;
                score += (counts[u] * Math.Log(mean)) - mean;
            }

            (best, highest) = score > highest ? (Centers[b], score) : (best, highest);
        }

        return best;
    }
}
