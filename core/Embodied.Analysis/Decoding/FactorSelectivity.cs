namespace Embodied.Analysis.Decoding;

/// <summary>Whether each unit carries one factor or a mixture: the mutual information ratio used with Whittington et al. 2023.</summary>
internal static class FactorSelectivity
{
    /// <summary>
    /// (mean over units of maxf I(u, f)/Σf I(u, f) − 1/F)/(1 − 1/F): 1 when each unit knows one factor, 0 when all factors alike. Units without variance
    /// or information are left out; NaN when none is left.
    /// </summary>
    /// <param name="activity">Units in columns.</param>
    /// <param name="factors">Class of each sample by each of at least two factors, [factors][samples], from 0.</param>
    /// <param name="bins">Bins of equal counts that activity is cut into.</param>
    public static double Ratio(Sdk.Analysis.Matrix activity, int[][] factors, int bins = 20)
    {
        if (factors.Length < 2 || factors.Any(f => f.Length != activity.Rows))
            throw new ArgumentException("Selectivity needs at least two factors with a value for every sample.", nameof(factors));
        var shares = new List<double>();
        for (var unit = 0; unit < activity.Columns; unit++)
        {
            var classes = Cut([.. Enumerable.Range(0, activity.Rows).Select(r => activity[r, unit])], bins);
            var information = classes.Max() == 0 ? [] : factors.Select(f => Information(classes, f)).ToArray();
            if (information.Sum() > 1e-12)
                shares.Add(information.Max() / information.Sum());
        }

        return shares.Count == 0 ? double.NaN : (shares.Average() - (1.0 / factors.Length)) / (1 - (1.0 / factors.Length));
    }

    /// <summary>Mutual information of two labellings [bits], from their joint frequencies.</summary>
    public static double Information(int[] a, int[] b)
    {
        var (rows, columns) = (a.Max() + 1, b.Max() + 1);
        var joint = new double[rows * columns];
        for (var i = 0; i < a.Length; i++)
            joint[(a[i] * columns) + b[i]] += 1.0 / a.Length;
        var sum = 0.0;
        for (var i = 0; i < rows; i++)
        {
            var p = joint.AsSpan(i * columns, columns).ToArray().Sum();
            for (var j = 0; j < columns; j++)
            {
                var q = Enumerable.Range(0, rows).Sum(k => joint[(k * columns) + j]);
                sum += joint[(i * columns) + j] is > 0 and var both ? both * Math.Log2(both / (p * q)) : 0;
            }
        }

        return sum;
    }

    private static int[] Cut(double[] values, int bins)
    {
        // Equal values share a bin: that of the first of them in order.
        var sorted = (double[])values.Clone();
        Array.Sort(sorted);
        var first = new Dictionary<double, int>();
        for (var i = sorted.Length - 1; i >= 0; i--)
            first[sorted[i]] = (int)((long)i * bins / sorted.Length);
        return [.. values.Select(v => first[v])];
    }
}
