namespace Embodied.Analysis.Similarity;

/// <summary>Ranks and rank correlations.</summary>
internal static class Ranks
{
    /// <summary>Ranks from 1; equal values share the mean of theirs.</summary>
    public static double[] Of(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        var ranks = new double[values.Length];
        for (var from = 0; from < order.Length;)
        {
            var to = from;
            while (to + 1 < order.Length && values[order[to + 1]] == values[order[from]])
                to++;
            for (var k = from; k <= to; k++)
                ranks[order[k]] = ((from + to) / 2.0) + 1;
            from = to + 1;
        }

        return ranks;
    }

    /// <summary>Kendall's τ: concordant less discordant pairs over all pairs (a), or over the geometric mean of the untied ones (b).</summary>
    public static double Kendall(double[] a, double[] b, bool correctForTies)
    {
        long sum = 0, untiedA = 0, untiedB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (x, y) = (Math.Sign(a[i] - a[j]), Math.Sign(b[i] - b[j]));
                (sum, untiedA, untiedB) = (sum + (x * y), untiedA + (x * x), untiedB + (y * y));
            }
        }

        return sum / (correctForTies ? Math.Sqrt((double)untiedA * untiedB) : Pairs.Count(a.Length));
    }
}
