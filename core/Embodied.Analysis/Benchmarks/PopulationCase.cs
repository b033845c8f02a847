using Embodied.Analysis.EncodingModels;
using Embodied.Numerics;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Benchmarks;

/// <summary>
/// A population of Poisson units driven by autocorrelated features, the same numbers in any language: a counter-based SplitMix64 gives uniforms u(seed, i),
/// sums of four of them give near-normal deviates, and counts come by inversion.
/// </summary>
/// <param name="Features">[bins × features].</param>
/// <param name="Counts">[bins × units].</param>
internal sealed record PopulationCase(Matrix Features, byte[] Counts)
{
    private const double Smoothness = 0.9;
    private const double BinSeconds = 0.02;
    private const ulong FeatureSeed = 1001, WeightSeed = 1002, RateSeed = 1003, CountSeed = 1004;

    /// <summary>Units.</summary>
    public int Units => Counts.Length / Features.Rows;

    /// <summary>The counts as responses.</summary>
    public Responses Responses => Responses.Counts(Counts, Features.Rows, Units);

    /// <summary>Makes one.</summary>
    /// <param name="bins">Bins of 20 ms.</param>
    /// <param name="features">Features, each an AR(1) process of coefficient 0.9.</param>
    /// <param name="units">Units of 1 to 20 Hz.</param>
    /// <param name="illConditioned">
    /// Whether the features are mixed with their neighbour (0.99 of it) and scaled from 10⁻³ to 10³; the rates are those of the plain features.
    /// </param>
    public static PopulationCase Create(int bins, int features, int units, bool illConditioned = false)
    {
        var x = Drivers(bins, features);
        var weights = new double[features * units];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = 0.15 * ((2 * Uniform(WeightSeed, (ulong)i)) - 1);
        var counts = Draw(x, weights, bins, features, units);
        if (illConditioned)
            Mix(x, features);
        return new(new(x, bins, features), counts);
    }

    private static double[] Drivers(int bins, int features)
    {
        var x = new double[bins * features];
        var fresh = Math.Sqrt(1 - (Smoothness * Smoothness));
        for (var i = 0; i < x.Length; i++)
        {
            var e = Normal(FeatureSeed, (ulong)i);
            x[i] = i < features ? e : (Smoothness * x[i - features]) + (fresh * e);
        }

        return x;
    }

    private static byte[] Draw(double[] x, double[] weights, int bins, int features, int units)
    {
        const int Block = 500;
        var counts = new byte[bins * units];
        var intercepts = new double[units];
        for (var n = 0; n < units; n++)
            intercepts[n] = Math.Log((1 + (19 * Uniform(RateSeed, (ulong)n))) * BinSeconds);
        var eta = new double[Block * units];
        for (var row = 0; row < bins; row += Block)
        {
            var rows = Math.Min(Block, bins - row);
            MatrixProduct.Multiply(x.AsSpan(row * features), rows, features, weights, units, eta);
            for (var i = 0; i < rows * units; i++)
            {
                var (bin, unit) = (row + (i / units), i % units);
                counts[(bin * units) + unit] = Poisson(Math.Exp(eta[i] + intercepts[unit]), Uniform(CountSeed, ((ulong)unit * (ulong)bins) + (ulong)bin));
            }
        }

        return counts;
    }

    private static byte Poisson(double mean, double u)
    {
        byte k = 0;
        for (double p = Math.Exp(-mean), sum = p; u > sum && k < byte.MaxValue; sum += p)
            p *= mean / ++k;
        return k;
    }

    private static void Mix(double[] x, int features)
    {
        var row = new double[features];
        for (var from = 0; from < x.Length; from += features)
        {
            x.AsSpan(from, features).CopyTo(row);
            for (var j = 0; j < features; j++)
            {
                // Each feature is mostly the one before it, which makes neighbours nearly collinear.
                row[j] = j == 0 ? row[j] : (0.99 * row[j - 1]) + (0.1 * row[j]);
                x[from + j] = row[j] * Math.Pow(10, -3 + (6.0 * j / (features - 1)));
            }
        }
    }

    private static double Normal(ulong seed, ulong k) =>
        Math.Sqrt(3) * (Uniform(seed, 4 * k) + Uniform(seed, (4 * k) + 1) + Uniform(seed, (4 * k) + 2) + Uniform(seed, (4 * k) + 3) - 2);

    private static double Uniform(ulong seed, ulong i)
    {
        var z = seed + ((i + 1) * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
