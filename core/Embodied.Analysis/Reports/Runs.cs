using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Reports;

/// <summary>Stretches of a series between unknown values, thinned to what a picture can show.</summary>
internal static class Runs
{
    private const int Buckets = 1500;

    /// <summary>Index ranges in which x and y are finite.</summary>
    public static IEnumerable<Range> Of(Series series)
    {
        var start = -1;
        for (var i = 0; i <= series.Y.Length; i++)
        {
            var known = i < series.Y.Length && double.IsFinite(series.Y[i]) && double.IsFinite(series.X[i]);
            if (known && start < 0)
                start = i;
            if (known || start < 0)
                continue;
            yield return start..i;
            start = -1;
        }
    }

    /// <summary>
    /// The points of each run; long runs over ascending x keep the lowest and highest point of each of 1500 buckets, so peaks stay.
    /// </summary>
    public static IEnumerable<(double[] X, double[] Y)> Thinned(Series series)
    {
        foreach (var run in Of(series))
        {
            var x = series.X[run];
            var y = series.Y[run];
            yield return x.Length > 4 * Buckets && Ascends(x) ? Thin(x, y) : (x, y);
        }
    }

    private static (double[] X, double[] Y) Thin(double[] x, double[] y)
    {
        var kept = new List<int>(2 * Buckets);
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            var from = (int)((long)bucket * x.Length / Buckets);
            var to = (int)((long)(bucket + 1) * x.Length / Buckets);
            int low = from, high = from;
            for (var i = from + 1; i < to; i++)
            {
                low = y[i] < y[low] ? i : low;
                high = y[i] > y[high] ? i : high;
            }
            kept.Add(Math.Min(low, high));
            if (low != high)
                kept.Add(Math.Max(low, high));
        }
        return ([.. kept.Select(i => x[i])], [.. kept.Select(i => y[i])]);
    }

    private static bool Ascends(double[] x)
    {
        for (var i = 1; i < x.Length; i++)
            if (x[i] < x[i - 1])
                return false;
        return true;
    }
}
