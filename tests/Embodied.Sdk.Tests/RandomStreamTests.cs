using CsCheck;
using Embodied.Sdk.Randomness;

namespace Embodied.Sdk.Tests;

public sealed class RandomStreamTests
{
    private const int Draws = 200_000;

    [Fact]
    public void GivesTheNumbersOfSplitMix64()
    {
        // Reference values of S. Vigna's splitmix64.c for seed 1234567, as listed by Rosetta Code.
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        var stream = new RandomStream(1234567);

        foreach (var value in expected)
            Assert.Equal(value, stream.NextUInt64());
    }

    [Fact]
    public void GoesOnFromItsState() => Gen.ULong.Sample(seed =>
    {
        var stream = new RandomStream(seed);
        stream.NextGaussian();
        var copy = new RandomStream(stream.State);
        Assert.Equal(stream, copy);
        Assert.Equal(stream.NextDouble(), copy.NextDouble());
    });

    [Fact]
    public void UniformsAreUniform()
    {
        var stream = new RandomStream(1);
        var bins = new int[20];
        for (var i = 0; i < Draws; i++)
            bins[(int)(stream.NextDouble() * bins.Length)]++;

        // Chi-square with 19 degrees of freedom: 43.8 is passed by chance once in a thousand.
        var expected = Draws / (double)bins.Length;
        Assert.InRange(bins.Sum(b => (b - expected) * (b - expected) / expected), 4, 43.8);
    }

    [Fact]
    public void GaussiansHaveTheMomentsOfANormalDistribution()
    {
        var stream = new RandomStream(2);
        var values = new double[Draws];
        for (var i = 0; i < Draws; i++)
            values[i] = stream.NextGaussian();

        // Standard errors of mean, variance and fourth moment are 1, √2 and √96 over √n; four of them are allowed.
        var root = Math.Sqrt(Draws);
        Assert.InRange(values.Average(), -4 / root, 4 / root);
        Assert.InRange(values.Average(v => v * v), 1 - (4 * Math.Sqrt(2) / root), 1 + (4 * Math.Sqrt(2) / root));
        Assert.InRange(values.Average(v => v * v * v * v), 3 - (4 * Math.Sqrt(96) / root), 3 + (4 * Math.Sqrt(96) / root));
    }

    [Fact]
    public void IntegersStayBelowTheirBoundAndReachAll()
    {
        var stream = new RandomStream(3);
        var counts = new int[7];
        for (var i = 0; i < Draws; i++)
            counts[stream.NextInt(7)]++;

        Assert.All(counts, c => Assert.InRange(c, (Draws / 7) - 700, (Draws / 7) + 700));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(1).NextInt(0));
    }

    [Fact]
    public void StreamsOfNeighboursAreUncorrelated()
    {
        var (sum, first, second) = (0.0, 0.0, 0.0);
        for (ulong i = 0; i < 20_000; i++)
        {
            var a = RandomStream.For(5, i).NextDoubleOnce() - 0.5;
            var b = RandomStream.For(5, i + 1).NextDoubleOnce() - 0.5;
            sum += a * b;
            first += a * a;
            second += b * b;
        }

        // The correlation of 20000 independent pairs has a standard error of 0.007.
        Assert.InRange(sum / Math.Sqrt(first * second), -0.03, 0.03);
    }

    [Fact]
    public void StreamsOfItemsAndSeedsDiffer()
    {
        var first = new HashSet<ulong>();
        for (ulong seed = 0; seed < 100; seed++)
        {
            for (ulong index = 0; index < 100; index++)
                Assert.True(first.Add(RandomStream.For(seed, index).State), $"seed {seed}, item {index} repeats another stream");
        }
    }
}

internal static class RandomStreamExtensions
{
    /// <summary>The first number of a stream that is used once.</summary>
    public static double NextDoubleOnce(this RandomStream stream) => stream.NextDouble();
}
