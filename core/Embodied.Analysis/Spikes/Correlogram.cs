using System.Numerics.Tensors;
using Embodied.Analysis.EncodingModels;

namespace Embodied.Analysis.Spikes;

/// <summary>How often a unit fires at a lag after another (Perkel, Gerstein and Moore 1967).</summary>
internal static class Correlogram
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

    /// <summary>The same from counts in frames, within stretches without a gap.</summary>
    /// <param name="reference">Counts of the first unit, [frames].</param>
    /// <param name="target">Of the second; the same array leaves out each spike with itself.</param>
    /// <param name="epochs">Stretches without a gap.</param>
    /// <param name="half">Largest lag in frames.</param>
    /// <returns>Lags in frames, pairs at each, and those expected of units that fire independently at their mean rate of each stretch.</returns>
    public static (int[] Lags, double[] Counts, double[] Expected) OfCounts(double[] reference, double[] target, IReadOnlyList<RowRange> epochs, int half)
    {
        var (counts, expected) = (new double[(2 * half) + 1], new double[(2 * half) + 1]);
        foreach (var epoch in epochs)
        {
            var a = reference.AsSpan(epoch.Start, epoch.Length);
            var b = target.AsSpan(epoch.Start, epoch.Length);
            var (mean, other) = (TensorPrimitives.Sum<double>(a) / epoch.Length, TensorPrimitives.Sum<double>(b) / epoch.Length);
            for (var lag = -half; lag <= half; lag++)
            {
                var overlap = epoch.Length - Math.Abs(lag);
                if (overlap <= 0)
                    continue;
                counts[lag + half] += TensorPrimitives.Dot<double>(a.Slice(Math.Max(0, -lag), overlap), b.Slice(Math.Max(0, lag), overlap));
                expected[lag + half] += mean * other * overlap;
            }
        }

        if (ReferenceEquals(reference, target))
            counts[half] -= epochs.Sum(e => TensorPrimitives.Sum<double>(reference.AsSpan(e.Start, e.Length)));
        return ([.. Enumerable.Range(-half, counts.Length)], counts, expected);
    }
}
