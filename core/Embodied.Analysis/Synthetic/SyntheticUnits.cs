using System.Numerics.Tensors;
using Embodied.Analysis.Statistics;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Synthetic;

/// <summary>
/// Neurons with a known cause: each unit's log-rate is its mean plus a random combination of features at a lag, and its counts are Poisson.
/// </summary>
public sealed record SyntheticUnits
{
    /// <summary>Units.</summary>
    public int Units { get; init; } = 50;

    /// <summary>Bins per second.</summary>
    public double Rate { get; init; } = 50;

    /// <summary>Median mean rate of units [Hz]; rates are log-normal.</summary>
    public double MedianRate { get; init; } = 6;

    /// <summary>Standard deviation of the natural logarithm of the rates.</summary>
    public double RateSpread { get; init; } = 0.7;

    /// <summary>Standard deviation of a unit's log-rate over time.</summary>
    public double Modulation { get; init; } = 0.7;

    /// <summary>How many bins a unit follows the features; negative leads.</summary>
    public int Lag { get; init; } = 2;

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Draws counts, [rows × units].</summary>
    /// <param name="features">What drives the units; columns that do not vary drive nothing.</param>
    /// <param name="noiseGain">Multiplies each row's log-rate noise; null for none. Noise of standard deviation gain is shared by nobody.</param>
    public byte[] Draw(Matrix features, double[]? noiseGain = null)
    {
        var standard = Standardized(features);
        var counts = new byte[(long)features.Rows * Units];
        Parallel.For(0, Units, unit =>
        {
            var random = RandomStream.For(Seed, (ulong)unit);
            var drive = Drive(standard, ref random);
            var mean = Math.Log(MedianRate / Rate) + (RateSpread * random.NextGaussian());
            for (var row = 0; row < features.Rows; row++)
            {
                var from = Math.Clamp(row - Lag, 0, features.Rows - 1);
                var noise = noiseGain is null ? 0 : noiseGain[row] * random.NextGaussian();
                counts[((long)row * Units) + unit] = Poisson(Math.Exp(mean + drive[from] + noise - (Modulation * Modulation / 2)), random.NextDouble());
            }
        });
        return counts;
    }

    private double[] Drive(Matrix standard, ref RandomStream random)
    {
        var weights = new double[standard.Columns];
        foreach (ref var w in weights.AsSpan())
            w = random.NextGaussian();
        var drive = new double[standard.Rows];
        for (var row = 0; row < drive.Length; row++)
            drive[row] = TensorPrimitives.Dot(standard.Row(row), weights);
        var (mean, deviation) = (Descriptive.Mean(drive), Descriptive.StandardDeviation(drive));
        for (var row = 0; row < drive.Length; row++)
            drive[row] = deviation > 0 ? Math.Clamp(Modulation * (drive[row] - mean) / deviation, -4, 4) : 0;
        return drive;
    }

    private static Matrix Standardized(Matrix features)
    {
        var values = new double[features.Values.Length];
        for (var j = 0; j < features.Columns; j++)
        {
            double[] column = [.. Enumerable.Range(0, features.Rows).Select(r => features[r, j])];
            var (mean, deviation) = (Descriptive.Mean(column), Descriptive.StandardDeviation(column));
            for (var r = 0; r < features.Rows && deviation > 1e-12; r++)
                values[(r * features.Columns) + j] = (column[r] - mean) / deviation;
        }

        return new(values, features.Rows, features.Columns);
    }

    // By inversion; rates beyond 255 counts per bin do not occur with clamped drives.
    private static byte Poisson(double mean, double u)
    {
        byte k = 0;
        for (double p = Math.Exp(-mean), sum = p; u > sum && k < byte.MaxValue; sum += p)
            p *= mean / ++k;
        return k;
    }
}
