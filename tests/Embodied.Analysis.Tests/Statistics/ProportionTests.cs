using Embodied.Analysis.Statistics;

namespace Embodied.Analysis.Tests.Statistics;

public sealed class ProportionTests
{
    /// <summary>Newcombe, Statistics in Medicine 17:857 (1998), table I, method 3 (score without continuity correction).</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void IntervalsAreNewcombes(int successes, int trials, double low, double high)
    {
        var interval = Proportion.Wilson(successes, trials);

        Assert.Equal(low, interval.Low, 5e-5);
        Assert.Equal(high, interval.High, 5e-5);
        Assert.Equal((double)successes / trials, interval.Estimate, 1e-12);
    }

    [Fact]
    public void NoTrialsTellNothing() => Assert.True(double.IsNaN(Proportion.Wilson(0, 0).Estimate));
}
