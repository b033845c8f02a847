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
}
