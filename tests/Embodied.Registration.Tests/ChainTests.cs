using Embodied.Registration.Tests.Support;

namespace Embodied.Registration.Tests;

/// <summary>Slender animals: poses can imitate most of what offsets do, so offsets that data cannot tell must stay where they were guessed.</summary>
public sealed class ChainTests
{
    private const double Noise = 0.0005;

    [Theory]
    [InlineData(0.004, false)]
    [InlineData(0.004, true)]
    [InlineData(0.008, false)]
    [InlineData(0.008, true)]
    public void MoreRoundsNeverMakeAChainWorse(double spacing, bool twisting)
    {
        var chain = new Chain(24, spacing, twisting, misplaced: 0.0005, seed: 3);
        var keypoints = chain.Crawl(400, Noise, seed: 7);
        var before = double.PositiveInfinity;
        foreach (var rounds in (int[])[1, 2, 3, 5, 8, 12, 25, 50, 100])
        {
            var result = new KeypointRegistration(chain.Model, chain.Roles, new() { CalibrationRounds = rounds }).Run(keypoints, null, TestContext.Current.CancellationToken);
            var error = result.Summarize().MeanErrorMm;
            Assert.True(error <= before + 1e-3, $"{error} mm after {rounds} rounds, {before} mm before");
            (before, var farthest) = (error, Enumerable.Range(0, 25).Max(k => Distance(result.Offsets, chain.TrueOffsets, k)));
            if (rounds >= 3)
                Assert.InRange(farthest, 0, 0.002);
        }
        // Noise alone leaves 0.8 mm when nothing is fitted, and a body of as many degrees as this takes up a quarter of it.
        Assert.InRange(before, 0.5, 0.7);
    }

    [Fact]
    public void AChainLyingOnItsBackIsNotTakenForOneThatCrawls()
    {
        // A planar chain looks almost the same turned over: what decides is how it was built.
        var chain = new Chain(24, 0.008, twisting: false, misplaced: 0.001, seed: 3);

        var result = new KeypointRegistration(chain.Model, chain.Roles, new()).Run(chain.Crawl(200, Noise, seed: 11), null, TestContext.Current.CancellationToken);

        var nq = chain.Model.Info.PositionCount;
        for (var t = 0; t < 200; t++)
        {
            var q = result.Positions.AsSpan(t * nq, nq);
            Assert.True(new Sdk.Geometry.Quat(q[3], q[4], q[5], q[6]).Rotate(new(0, 0, 1)).Z > 0.5);
        }
    }

    private static double Distance(IReadOnlyList<double> a, double[] b, int k) =>
        Math.Sqrt(Enumerable.Range(3 * k, 3).Sum(i => Math.Pow(a[i] - b[i], 2)));
}
