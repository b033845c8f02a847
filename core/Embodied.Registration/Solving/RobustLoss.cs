namespace Embodied.Registration.Solving;

/// <summary>
/// What a residual r costs: r² up to a cutoff c, beyond it c² (1 + ln(r²/c²)), which is smooth there and pulls less the farther away a sample lies
/// (quadratic core with the tail of a Cauchy loss; Barron, CVPR 2019, compares such losses). Samples within their cutoff count as in least squares.
/// </summary>
internal static class RobustLoss
{
    /// <summary>The cost of a squared residual.</summary>
    public static double Cost(double square, double cutoff)
    {
        var limit = cutoff * cutoff;
        return square <= limit ? square : limit * (1 + Math.Log(square / limit));
    }

    /// <summary>The weight by which least squares have the same slope: 1 within the cutoff, c²/r² beyond.</summary>
    public static double Weight(double square, double cutoff)
    {
        var limit = cutoff * cutoff;
        return square <= limit ? 1 : limit / square;
    }

    /// <summary>Whether a residual counts less than half: the sample is an outlier.</summary>
    public static bool IsOutlier(double square, double cutoff) => Weight(square, cutoff) < 0.5;
}
