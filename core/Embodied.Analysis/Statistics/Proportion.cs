namespace Embodied.Analysis.Statistics;

/// <summary>Shares of successes.</summary>
public static class Proportion
{
    /// <summary>Normal quantile of a two-sided 95 % interval.</summary>
    private const double Z95 = 1.959963984540054;

    /// <summary>Score interval of a share (Wilson 1927; recommended over the normal one by Brown, Cai and DasGupta 2001). NaN for no trials.</summary>
    /// <param name="successes">Successes.</param>
    /// <param name="trials">Trials.</param>
    /// <param name="z">Normal quantile; the default gives 95 %.</param>
    public static ConfidenceInterval Wilson(int successes, int trials, double z = Z95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (trials == 0)
            return new(double.NaN, double.NaN, double.NaN);
        double n = trials, p = successes / n, square = z * z;
        var middle = (p + (square / (2 * n))) / (1 + (square / n));
        var half = z / (1 + (square / n)) * Math.Sqrt((p * (1 - p) / n) + (square / (4 * n * n)));
        return new(p, successes == 0 ? 0 : middle - half, successes == trials ? 1 : middle + half);
    }
}
