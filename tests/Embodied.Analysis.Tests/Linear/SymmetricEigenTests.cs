using Embodied.Numerics;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Tests.Linear;

public sealed class SymmetricEigenTests
{
    /// <summary>Windows of lags over smooth signals of very different size: hundreds of columns, a dozen directions, the rest rounding of the largest.</summary>
    [Theory]
    [InlineData(1UL, 60, 5)]
    [InlineData(2UL, 40, 7)]
    [InlineData(3UL, 25, 12)]
    [InlineData(4UL, 100, 3)]
    public void Matrices_of_far_lower_rank_than_size_are_decomposed(ulong seed, int signals, int lags)
    {
        var n = signals * lags;
        var a = Gram(seed, signals, lags);

        var (values, vectors) = SymmetricEigen.Decompose((double[])a.Clone(), n);

        Assert.Equal(values.OrderDescending(), values);
        for (var k = 0; k < n; k++)
        {
            var v = vectors.AsSpan(k * n, n).ToArray();
            Assert.Equal(1, v.Sum(x => x * x), 1e-12);
            for (var i = 0; i < n; i++)
                Assert.InRange(Math.Abs(a.AsSpan(i * n, n).ToArray().Zip(v, (p, q) => p * q).Sum() - (values[k] * v[i])), 0, 1e-12 * values[0]);
        }
    }

    [Fact]
    public void Zeros_and_exact_blocks_are_decomposed()
    {
        double[] a = new double[36];
        (a[0], a[7], a[1], a[6], a[35]) = (2, 2, 1, 1, -4);

        var (values, _) = SymmetricEigen.Decompose(a, 6);

        Assert.Equal([3, 1, 0, 0, 0, -4], values.Select(v => Math.Round(v, 12)));
    }

    private static double[] Gram(ulong seed, int signals, int lags)
    {
        const int Rows = 400, Sources = 4;
        var (random, n) = (RandomStream.For(seed, 0), signals * lags);
        double[] mix = [.. Enumerable.Range(0, signals * Sources).Select(_ => random.NextGaussian() * Math.Pow(10, random.NextUniform(-9, 0)))];
        double Signal(int row, int s) => Enumerable.Range(0, Sources).Sum(k => mix[(s * Sources) + k] * Math.Sin(0.01 * (k + 1) * row));
        double[][] x = [.. Enumerable.Range(0, Rows).Select(r => Enumerable.Range(0, n).Select(c => Signal(r + (c / signals), c % signals)).ToArray())];
        var gram = new double[n * n];
        foreach (var row in x)
            for (var i = 0; i < n; i++)
                for (var j = 0; j < n; j++)
                    gram[(i * n) + j] += row[i] * row[j] / Rows;
        return gram;
    }
}
