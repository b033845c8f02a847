namespace Embodied.Numerics;

/// <summary>Functions of statistics that the framework lacks.</summary>
public static class SpecialFunctions
{
    private const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>Bernoulli numbers of Stirling's series, B₂ₖ / (2k (2k − 1)) (Abramowitz and Stegun 6.1.41).</summary>
    private static readonly double[] Stirling =
        [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400];

    private static readonly double[] LogFactorials = [.. Enumerable.Range(0, 256).Select(n => LogGammaOf(n + 1))];

    /// <summary>ln Γ(x), x &gt; 0.</summary>
    public static double LogGamma(double x) => x is >= 1 and <= 256 && x == Math.Floor(x) ? LogFactorials[(int)x - 1] : LogGammaOf(x);

    /// <summary>P(|Z| &gt; |z|) of a standard normal, to full relative precision in the tail.</summary>
    public static double NormalTwoSided(double z)
    {
        var x = Math.Abs(z);
        if (x < 3)
            return 1 - (2 * NormalHalf(x));

        // Laplace's continued fraction of Mills' ratio (Abramowitz and Stegun 26.2.14), from the far end.
        var fraction = x;
        for (var k = 120; k >= 1; k--)
            fraction = x + (k / fraction);
        return 2 * Math.Exp((-x * x / 2) - HalfLogTwoPi) / fraction;
    }

    // P(0 < Z < x) by its power series (Abramowitz and Stegun 26.2.11).
    private static double NormalHalf(double x)
    {
        var (term, sum) = (x, x);
        for (var k = 3; Math.Abs(term) > 1e-18 * sum && k < 400; k += 2)
            sum += term *= x * x / k;
        return sum * Math.Exp((-x * x / 2) - HalfLogTwoPi);
    }

    private static double LogGammaOf(double x)
    {
        // Stirling's series needs a large argument; the recurrence gets there.
        var product = 1.0;
        for (; x < 12; x++)
            product *= x;
        var (square, power, series) = (x * x, x, 0.0);
        foreach (var coefficient in Stirling)
        {
            series += coefficient / power;
            power *= square;
        }

        return ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + series - Math.Log(product);
    }
}
