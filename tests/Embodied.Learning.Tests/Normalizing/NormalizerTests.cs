using Embodied.Learning.Normalizing;
using Embodied.Learning.Tests.Support;

namespace Embodied.Learning.Tests.Normalizing;

public sealed class NormalizerTests
{
    [Fact]
    public void Observations_get_mean_0_and_deviation_1_and_a_limit()
    {
        var rows = Nets.Gaussians(2000, 4, 5).Select(x => x + 100).ToArray();
        var normalizer = new ObservationNormalizer(1);
        normalizer.Add(rows);
        var normalized = new float[rows.Length];
        normalizer.Apply(rows, normalized);

        Assert.Equal(0, normalized.Average(x => (double)x), 1e-3);
        Assert.Equal(1, normalized.Average(x => (double)x * x), 1e-3);
        normalizer.Apply([1e9f], normalized);
        Assert.Equal(10, normalized[0]);
    }

    [Fact]
    public void A_number_that_never_changes_becomes_0()
    {
        var normalizer = new ObservationNormalizer(1);
        for (var i = 0; i < 100; i++)
            normalizer.Add(Enumerable.Repeat(7f, 100).ToArray());
        var target = new float[1];
        normalizer.Apply([7], target);
        Assert.Equal(0, target[0], 1e-3);
    }

    [Fact]
    public void Rewards_are_divided_by_the_deviation_of_discounted_returns_within_episodes()
    {
        const double discount = 0.5;
        var moments = new RunningMoments(1) { Count = 0 };
        var scaler = new ReturnScaler(2, discount, moments);
        var scaled = new float[2];
        scaler.Step([1, 2], [false, true], scaled);
        scaler.Step([4, -8], [false, false], scaled);

        // Returns: 1 and 2; then 0.5·1 + 4 and, begun anew, −8.
        double[] returns = [1, 2, 4.5, -8];
        var mean = returns.Average();
        var deviation = Math.Sqrt(returns.Average(r => (r - mean) * (r - mean)));
        Assert.Equal(deviation * deviation, moments.Variance[0], 1e-9);
        Assert.Equal(4 / deviation, scaled[0], 1e-5);
        Assert.Equal(-8 / deviation, scaled[1], 1e-5);
    }
}
