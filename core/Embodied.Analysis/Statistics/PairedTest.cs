using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Statistics;

/// <summary>Tests whether paired differences are centred on 0.</summary>
internal static class PairedTest
{
    /// <summary>
    /// Two-sided p-value by flipping signs at random (Fisher 1935; Good 2005): (1 + draws at least as far from 0)/(1 + draws). Valid where differences are
    /// symmetric and independent under the null, as those of chunks far apart in time.
    /// </summary>
    /// <param name="differences">Differences.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="draws">Draws.</param>
    public static double SignFlip(ReadOnlySpan<double> differences, ulong seed, int draws = 999)
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
