namespace Embodied.Analysis.Statistics;

/// <summary>Summaries of samples. Unknown values (NaN) are left out; a summary of nothing is NaN.</summary>
internal static class Descriptive
{
    /// <summary>Arithmetic mean.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        var count = 0;
        foreach (var value in values)
        {
            if (double.IsNaN(value))
                continue;
            sum += value;
            count++;
        }
        return count == 0 ? double.NaN : sum / count;
    }

    /// <summary>Standard deviation with n − 1 in the denominator; NaN for fewer than two values.</summary>
    public static double StandardDeviation(ReadOnlySpan<double> values)
    {
        var mean = Mean(values);
        double sum = 0;
        var count = 0;
        foreach (var value in values)
        {
            if (double.IsNaN(value))
                continue;
            sum += (value - mean) * (value - mean);
            count++;
        }
        return count < 2 ? double.NaN : Math.Sqrt(sum / (count - 1));
    }

    /// <summary>Root of the mean square.</summary>
    public static double RootMeanSquare(ReadOnlySpan<double> values)
    {
        double sum = 0;
        var count = 0;
        foreach (var value in values)
        {
            if (double.IsNaN(value))
                continue;
            sum += value * value;
            count++;
        }
        return count == 0 ? double.NaN : Math.Sqrt(sum / count);
    }

    /// <summary>Root of the mean squared difference; pairs with an unknown member are left out.</summary>
    public static double RootMeanSquareError(ReadOnlySpan<double> actual, ReadOnlySpan<double> expected)
    {
        if (actual.Length != expected.Length)
            throw new ArgumentException($"{actual.Length} values against {expected.Length}.", nameof(expected));
        var differences = new double[actual.Length];
        for (var i = 0; i < actual.Length; i++)
            differences[i] = actual[i] - expected[i];
        return RootMeanSquare(differences);
    }

    /// <summary>Quantile with linear interpolation (type 7 of Hyndman and Fan 1996, the default of R and NumPy).</summary>
    /// <param name="values">The sample, in any order.</param>
    /// <param name="probability">In [0, 1]; 0.5 is the median.</param>
    public static double Quantile(ReadOnlySpan<double> values, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        return SortedQuantile(Sorted(values), probability);
    }

    /// <summary>Median.</summary>
    public static double Median(ReadOnlySpan<double> values) => Quantile(values, 0.5);

    /// <summary>The known values, ascending.</summary>
    internal static double[] Sorted(ReadOnlySpan<double> values)
    {
        var known = new List<double>(values.Length);
        foreach (var value in values)
            if (!double.IsNaN(value))
                known.Add(value);
        known.Sort();
        return [.. known];
    }

    internal static double SortedQuantile(double[] sorted, double probability)
    {
        if (sorted.Length == 0)
            return double.NaN;
        var place = probability * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
