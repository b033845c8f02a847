using System.Numerics;
using Embodied.Analysis.Linear;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Tests.Linear;

public sealed class EigenvaluesTests
{
    [Fact]
    public void AKnownMatrixHasItsKnownEigenvalues()
    {
        // Companion matrix of (x − 4)(x + 2)(x² − 2x + 5), whose roots are 4, −2 and 1 ± 2i: coefficients x⁴ − 4x³ + x² + 6x − 40.
        double[] companion = [4, -1, -6, 40, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];

        var found = Eigenvalues.Of(companion, 4);

        Complex[] expected = [4, new(1, 2), new(1, -2), -2];
        for (var i = 0; i < 4; i++)
            Assert.Equal(0, (found[i] - expected[i]).Magnitude, 1e-10);
    }

    [Fact]
    public void ARotationTurns()
    {
        var (c, s) = (Math.Cos(0.3), Math.Sin(0.3));

        var found = Eigenvalues.Of([c, -s, s, c], 2);

        Assert.Equal(0.3, found[0].Phase, 1e-12);
        Assert.Equal(-0.3, found[1].Phase, 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void PowerSumsAreTracesOfPowers(int n)
    {
        var random = new RandomStream(3);
        var a = Enumerable.Range(0, n * n).Select(_ => random.NextGaussian() / Math.Sqrt(n)).ToArray();

        var found = Eigenvalues.Of(a, n);

        var power = (double[])a.Clone();
        for (var k = 1; k <= 4; k++)
        {
            var trace = Enumerable.Range(0, n).Sum(i => power[(i * n) + i]);
            var sum = found.Aggregate(Complex.Zero, (total, z) => total + Complex.Pow(z, k));
            Assert.Equal(trace, sum.Real, 1e-9);
            Assert.Equal(0, sum.Imaginary, 1e-9);
            power = Product(power, a, n);
        }
    }

    [Fact]
    public void ALargeRandomMatrixObeysTheCircularLaw()
    {
        const int n = 150;
        var random = new RandomStream(8);

        var found = Eigenvalues.Of([.. Enumerable.Range(0, n * n).Select(_ => random.NextGaussian() / Math.Sqrt(n))], n);

        Assert.InRange(found[0].Magnitude, 0.9, 1.2);
        // Uniform in the disc: a quarter lies within half the radius.
        Assert.InRange(found.Count(z => z.Magnitude < 0.5) / (double)n, 0.17, 0.33);
    }

    [Fact]
    public void DefectiveAndZeroMatricesAreNoTrouble()
    {
        Assert.All(Eigenvalues.Of(new double[25], 5), z => Assert.Equal(Complex.Zero, z));
        Assert.All(Eigenvalues.Of([2, 1, 0, 0, 2, 1, 0, 0, 2], 3), z => Assert.Equal(2, z.Real, 1e-4));
    }

    [Fact]
    public void WhatIsNoNumberIsRefused() => Assert.Throws<ArithmeticException>(() => Eigenvalues.Of([double.NaN, 1, 1, 1], 2));

    private static double[] Product(double[] a, double[] b, int n)
    {
        var product = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var k = 0; k < n; k++)
                for (var j = 0; j < n; j++)
                    product[(i * n) + j] += a[(i * n) + k] * b[(k * n) + j];
        return product;
    }
}
