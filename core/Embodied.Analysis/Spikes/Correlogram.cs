namespace Embodied.Analysis.Spikes;

/// <summary>How often a unit fires at a lag after another (Perkel, Gerstein and Moore 1967).</summary>
public static class Correlogram
{
    /// <summary>Pairs of spikes by lag, target less reference.</summary>
    /// <param name="reference">Times [s], ascending.</param>
    /// <param name="target">Times [s], ascending; the same array leaves out each spike with itself.</param>
    /// <param name="window">Largest lag [s].</param>
    /// <param name="binWidth">Width of bins [s]; the middle bin is centred on 0.</param>
    /// <returns>Centres of the bins [s] and pairs in each.</returns>
    public static (double[] Lags, int[] Counts) Of(double[] reference, double[] target, double window, double binWidth)
    {
        if (!(binWidth > 0 && window >= binWidth))
            throw new ArgumentOutOfRangeException(nameof(binWidth), binWidth, "The width of bins is positive and at most the window.");
        var half = (int)Math.Floor(window / binWidth);
        var counts = new int[(2 * half) + 1];
        var from = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            while (from < target.Length && target[from] < reference[i] - ((half + 0.5) * binWidth))
                from++;
            for (var j = from; j < target.Length; j++)
            {
                var bin = (int)Math.Floor(((target[j] - reference[i]) / binWidth) + 0.5) + half;
                if (bin >= counts.Length)
                    break;
                if (bin >= 0 && !(ReferenceEquals(reference, target) && i == j))
                    counts[bin]++;
            }
        }

        return ([.. Enumerable.Range(-half, counts.Length).Select(k => k * binWidth)], counts);
    }
}
