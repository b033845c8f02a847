using Embodied.Analysis.Linear;
using Embodied.Numerics;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Tests.Linear;

public sealed class LinearTests
{
    /// <summary>Anscombe's first data set (American Statistician 27:17, 1973).</summary>
    private static readonly double[] AnscombeX = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    private static readonly double[] AnscombeY = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];

    [Fact]
    public void AnscombesLineIsFound()
    {
        var fit = Regression.Fit(new(AnscombeX, 11, 1), new(AnscombeY, 11, 1));

        Assert.Equal(0.500091, fit.Weights[0, 0], 1e-6);
        Assert.Equal(3.000091, fit.Intercepts[0], 1e-6);
        Assert.Equal(0.666542, fit.RSquared[0], 1e-6);
    }

    [Fact]
    public void SeveralOutputsAndAUselessInput()
    {
        var random = new RandomStream(1);
        var inputs = new double[300];
        var outputs = new double[200];
        for (var row = 0; row < 100; row++)
        {
            (inputs[3 * row], inputs[(3 * row) + 1], inputs[(3 * row) + 2]) = (random.NextGaussian(), random.NextGaussian(), 5);
            outputs[2 * row] = 1 + (2 * inputs[3 * row]) - inputs[(3 * row) + 1];
            outputs[(2 * row) + 1] = 7;
        }

        var fit = Regression.Fit(new(inputs, 100, 3), new(outputs, 100, 2));

        Assert.Equal(1, fit.RSquared[0], 1e-9);
        Assert.Equal(2, fit.Weights[0, 0], 1e-9);
        Assert.Equal(-1, fit.Weights[0, 1], 1e-9);
        Assert.Equal(0, fit.Weights[0, 2]);
        Assert.Equal(1, fit.Intercepts[0], 1e-9);
        Assert.True(double.IsNaN(fit.RSquared[1]));
    }

    [Fact]
    public void ComponentsOfAKnownCovariance()
    {
        // Points on two orthogonal axes at 30°: variances 9 and 1.
        var (c, s) = (Math.Cos(Math.PI / 6), Math.Sin(Math.PI / 6));
        double[] samples = [.. new[] { (3.0, 0.0), (-3, 0), (0, 1), (0, -1), (3, 0), (-3, 0), (0, 1), (0, -1) }
            .SelectMany(p => new[] { 10 + (c * p.Item1) - (s * p.Item2), -4 + (s * p.Item1) + (c * p.Item2) })];

        var found = Components.Of(new(samples, 8, 2));

        Assert.Equal(36.0 / 7, found.Variances[0], 1e-12);
        Assert.Equal(4.0 / 7, found.Variances[1], 1e-12);
        Assert.Equal(c, found.Directions[0, 0], 1e-12);
        Assert.Equal(s, found.Directions[0, 1], 1e-12);
        Assert.Equal(3, found.Scores[0, 0], 1e-12);
        Assert.Equal(1, found.CountFor(0.9));
        Assert.Equal(2, found.CountFor(0.95));
    }

    [Fact]
    public void DirectionsAreOrthonormalAndVariancesSumUp()
    {
        var random = new RandomStream(4);
        var samples = new Matrix([.. Enumerable.Range(0, 500 * 20).Select(_ => random.NextGaussian())], 500, 20);

        var found = Components.Of(samples);

        for (var i = 0; i < 20; i++)
            for (var j = 0; j < 20; j++)
                Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, 20).Sum(k => found.Directions[i, k] * found.Directions[j, k]), 1e-10);
        var total = Enumerable.Range(0, 20).Sum(j =>
        {
            var column = Enumerable.Range(0, 500).Select(r => samples[r, j]).ToArray();
            return column.Sum(v => (v - column.Average()) * (v - column.Average())) / 499;
        });
        Assert.Equal(total, found.Variances.Sum(), 1e-8);
    }
}
