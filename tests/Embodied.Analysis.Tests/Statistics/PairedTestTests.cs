using Embodied.Analysis.Statistics;

namespace Embodied.Analysis.Tests.Statistics;

public sealed class PairedTestTests
{
    /// <summary>Sums of binomial coefficients as whole numbers, computed with Python's.</summary>
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 5, 0.0625)]
    [InlineData(2, 10, 0.03857421875)]
    [InlineData(10, 2, 0.03857421875)]
    [InlineData(4, 12, 0.076812744140625)]
    [InlineData(5, 5, 1)]
    [InlineData(400, 600, 2.7284641560660184e-10)]
    [InlineData(2000, 2100, 0.12206497999113813)]
    public void TheSignTestIsExact(int first, int second, double p) => Assert.Equal(p, PairedTest.Sign(first, second), 1e-9 * p);

    /// <summary>Of 0.01, 0.04, 0.03 and 0.005 Holm's steps are 0.05/4, 0.05/3, 0.05/2: the third is 0.03.</summary>
    [Fact]
    public void HolmStopsAtTheFirstThatIsTooLarge()
    {
        Assert.Equal([true, false, false, true], PairedTest.Holm([0.01, 0.04, 0.03, 0.005]));
        Assert.Equal([false, false], PairedTest.Holm([0.026, double.NaN]));
        Assert.Empty(PairedTest.Holm([]));
    }
}
