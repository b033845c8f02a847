namespace Embodied.Registration.Results;

/// <summary>Statistics of distances [frames × keypoints]; NaN is left out. Millimetres from metres.</summary>
internal static class ErrorStatistics
{
    /// <summary>The distances that exist, mm, ascending.</summary>
    public static double[] Sorted(IEnumerable<double> errors)
    {
        var sorted = errors.Where(e => !double.IsNaN(e)).Select(e => e * 1000).ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>Percentile by linear interpolation between order statistics; NaN of nothing.</summary>
    public static double Percentile(double[] sorted, double percent)
    {
        if (sorted.Length == 0)
            return double.NaN;
        var at = percent / 100 * (sorted.Length - 1);
        var low = (int)at;
        return low + 1 < sorted.Length ? sorted[low] + ((at - low) * (sorted[low + 1] - sorted[low])) : sorted[low];
    }

    /// <summary>Mean; NaN of nothing.</summary>
    public static double Mean(double[] values) => values.Length == 0 ? double.NaN : values.Average();

    /// <summary>Root mean square over the keypoints of each frame, mm; NaN where none is seen.</summary>
    public static double[] PerFrame(double[] errors, int keypoints)
    {
        var frames = new double[errors.Length / keypoints];
        for (var t = 0; t < frames.Length; t++)
        {
            double sum = 0;
            var seen = 0;
            foreach (var error in errors.AsSpan(t * keypoints, keypoints))
            {
                if (double.IsNaN(error))
                    continue;
                sum += error * error;
                seen++;
            }
            frames[t] = seen == 0 ? double.NaN : 1000 * Math.Sqrt(sum / seen);
        }
        return frames;
    }
}
