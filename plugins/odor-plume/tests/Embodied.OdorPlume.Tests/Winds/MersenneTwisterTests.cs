using Embodied.OdorPlume.Winds;

namespace Embodied.OdorPlume.Tests.Winds;

/// <summary>Figures of NumPy 1.24: <c>np.random.RandomState(0)</c>.</summary>
public sealed class MersenneTwisterTests
{
    [Fact]
    public void UniformsAreNumpys() => Assert.Equal(0.5488135039273248, new MersenneTwister(0).NextDouble(), 1e-16);

    [Fact]
    public void GaussiansAreNumpys()
    {
        var random = new MersenneTwister(0);
        double[] expected = [1.764052345967664, 0.4001572083672233, 0.9787379841057392, 2.240893199201458, 1.8675579901499675];
        foreach (var value in expected)
            Assert.Equal(value, random.NextGaussian(), 1e-14);
    }

    [Fact]
    public void IntegersAreNumpys()
    {
        var random = new MersenneTwister(0);
        int[] expected = [44, 47, 64, 67, 67, 9, 83, 21, 36, 87];
        foreach (var value in expected)
            Assert.Equal(value, random.NextInt(100));
    }
}
