using CsCheck;
using Embodied.Analysis.Statistics;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Tests.Statistics;

public sealed class DescriptiveTests
{
    private static readonly double[] Sample = [3, 1, double.NaN, 4, 1, 5, 9, 2, 6];

    /// <summary>Expected values from NumPy: nanmean, nanstd(ddof=1), nanpercentile.</summary>
    [Fact]
    public void Summaries_leave_unknown_values_out()
    {
        Assert.Equal(3.875, Descriptive.Mean(Sample), 12);
        Assert.Equal(2.7483761439387143, Descriptive.StandardDeviation(Sample), 12);
        Assert.Equal(3.5, Descriptive.Median(Sample), 12);
        Assert.Equal(7.95, Descriptive.Quantile(Sample, 0.95), 12);
        Assert.Equal(Math.Sqrt(173.0 / 8), Descriptive.RootMeanSquare(Sample), 12);
    }

    [Fact]
    public void Nothing_known_gives_nothing_known()
    {
        Assert.True(double.IsNaN(Descriptive.Mean([double.NaN])));
        Assert.True(double.IsNaN(Descriptive.Median([])));
        Assert.True(double.IsNaN(Descriptive.StandardDeviation([1])));
        Assert.True(double.IsNaN(Bootstrap.Interval([1], 0).Low));
    }

    [Fact]
    public void Error_is_zero_only_for_equal_values()
    {
        Assert.Equal(0, Descriptive.RootMeanSquareError([1, 2], [1, 2]));
        Assert.Equal(5 / Math.Sqrt(2), Descriptive.RootMeanSquareError([0, 0], [3, 4]), 12);
        Assert.Throws<ArgumentException>(() => Descriptive.RootMeanSquareError([0], [0, 1]));
    }

    [Fact]
    public void Quantiles_ascend_between_the_extremes() =>
        Gen.Select(Gen.Double[-100, 100].Array[1, 50], Gen.Double[0, 1], Gen.Double[0, 1]).Sample((values, p, q) =>
        {
            var (low, high) = (Descriptive.Quantile(values, Math.Min(p, q)), Descriptive.Quantile(values, Math.Max(p, q)));
            return low <= high && low >= values.Min() && high <= values.Max();
        });

    /// <summary>The mean of n normal deviates has the 95 % interval ±1.96 s/√n.</summary>
    [Fact]
    public void Interval_of_a_mean_has_the_width_theory_gives()
    {
        var random = new RandomStream(7);
        var values = new double[400];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.NextGaussian();
        var interval = Bootstrap.Interval(values, seed: 1);
        Assert.Equal(2 * 1.96 * Descriptive.StandardDeviation(values) / 20, interval.High - interval.Low, 0.02);
        Assert.InRange(interval.Estimate, interval.Low, interval.High);
        Assert.Equal(interval, Bootstrap.Interval(values, seed: 1));
        Assert.NotEqual(interval, Bootstrap.Interval(values, seed: 2));
    }
}
