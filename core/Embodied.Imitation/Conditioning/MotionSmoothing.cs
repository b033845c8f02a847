namespace Embodied.Imitation.Conditioning;

/// <summary>Smooths poses number by number: the median of five frames takes out jumps, a Gaussian of one frame the noise. Quaternions stay on one half of their sphere and unit.</summary>
internal static class MotionSmoothing
{
    private const int MedianReach = 2;
    private static readonly double[] Gaussian = [.. Enumerable.Range(-3, 7).Select(d => Math.Exp(-0.5 * d * d))];

    /// <summary>Lets neighbouring quaternions lie on one half of their sphere.</summary>
    public static void Continue(double[] poses, int width, IReadOnlyList<int> quaternions)
    {
        foreach (var first in quaternions)
        {
            for (var at = width + first; at < poses.Length; at += width)
            {
                var (now, before) = (at, at - width);
                var dot = 0.0;
                for (var i = 0; i < 4; i++)
                    dot += poses[now + i] * poses[before + i];
                for (var i = 0; dot < 0 && i < 4; i++)
                    poses[now + i] *= -1;
            }
        }
    }

    /// <summary>Smooths in place.</summary>
    public static void Apply(double[] poses, int width, IReadOnlyList<int> quaternions)
    {
        var frames = poses.Length / width;
        var (column, median) = (new double[frames], new double[frames]);
        for (var i = 0; i < width; i++)
        {
            for (var t = 0; t < frames; t++)
                column[t] = poses[(t * width) + i];
            Median(column, median);
            for (var t = 0; t < frames; t++)
                poses[(t * width) + i] = Blurred(median, t);
        }

        foreach (var first in quaternions)
        {
            for (var at = first; at < poses.Length; at += width)
            {
                var q = poses.AsSpan(at, 4);
                var norm = Math.Sqrt((q[0] * q[0]) + (q[1] * q[1]) + (q[2] * q[2]) + (q[3] * q[3]));
                for (var i = 0; i < 4; i++)
                    q[i] /= norm;
            }
        }
    }

    private static void Median(double[] values, double[] median)
    {
        Span<double> window = stackalloc double[(2 * MedianReach) + 1];
        for (var t = 0; t < values.Length; t++)
        {
            for (var d = -MedianReach; d <= MedianReach; d++)
                window[d + MedianReach] = values[Math.Clamp(t + d, 0, values.Length - 1)];
            window.Sort();
            median[t] = window[MedianReach];
        }
    }

    private static double Blurred(double[] values, int t)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var d = -3; d <= 3; d++)
        {
            sum += Gaussian[d + 3] * values[Math.Clamp(t + d, 0, values.Length - 1)];
            weight += Gaussian[d + 3];
        }

        return sum / weight;
    }
}
