using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Statistics;

/// <summary>Whether those who did the same differ.</summary>
public static class PairedTest
{
    /// <summary>
    /// Two-sided p-value of the exact sign test, on shares McNemar's (1947): how likely pairs that differ are split at least so unevenly where both ways are equally likely. 1 where none
    /// differs.
    /// </summary>
    /// <param name="first">Pairs that differ the one way.</param>
    /// <param name="second">Pairs that differ the other way.</param>
    public static double Sign(int first, int second)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(second);
        var (pairs, fewer, tail) = (first + second, Math.Min(first, second), 0.0);
        // Binomial coefficients by their logarithms: 2ⁿ has no double beyond a thousand pairs.
        var log = -pairs * Math.Log(2);
        for (var k = 0; k <= fewer; k++)
        {
            tail += Math.Exp(log);
            log += Math.Log(pairs - k) - Math.Log(k + 1);
        }

        return Math.Min(1, 2 * tail);
    }

    /// <summary>
    /// Two-sided p-value by flipping signs at random (Fisher 1935; Good 2005): (1 + draws at least as far from 0)/(1 + draws). Valid where differences are
    /// symmetric and independent under the null, as those of chunks far apart in time.
    /// </summary>
    /// <param name="differences">Differences.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="draws">Draws.</param>
    internal static double SignFlip(ReadOnlySpan<double> differences, ulong seed, int draws = 999)
    {
        var observed = 0.0;
        foreach (var d in differences)
            observed += d;
        var (random, farther) = (RandomStream.For(seed, 0), 0);
        for (var draw = 0; draw < draws; draw++)
        {
            var sum = 0.0;
            for (var i = 0; i < differences.Length; i += 64)
            {
                var bits = random.NextUInt64();
                for (var j = i; j < Math.Min(differences.Length, i + 64); j++, bits >>= 1)
                    sum += (bits & 1) == 0 ? differences[j] : -differences[j];
            }

            farther += Math.Abs(sum) >= Math.Abs(observed) - (1e-12 * Math.Abs(observed)) ? 1 : 0;
        }

        return (1.0 + farther) / (1 + draws);
    }
}
