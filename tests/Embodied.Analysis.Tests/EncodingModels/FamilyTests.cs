using Embodied.Analysis.EncodingModels;
using Embodied.Analysis.EncodingModels.Families;
using Embodied.Analysis.Linear;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Tests.EncodingModels;

public sealed class FamilyTests
{
    private const int Rows = 4000;
    private static readonly Matrix X = Normal(3, 1);
    private static readonly double[] Truth = [0.6, -0.4, 0.2];

    [Fact]
    public void Gaussian_is_ridge_regression()
    {
        double[] y = [.. Eta().Zip(Normal(1, 2).Values, (e, n) => e + n)];
        var fit = PopulationGlm.Fit(X, Responses.Values(y, Rows, 1), new() { Family = GlmFamily.Gaussian, Penalty = GlmPenalty.Ridge(0.05), Tolerance = 1e-12 });
        var expected = RidgeRegression.Fit(X, new(y, Rows, 1), 0.05 * Rows);

        for (var j = 0; j < 3; j++)
            Assert.Equal(expected.Weights[0, j], fit.Weights[j], 1e-10);
        Assert.Equal(expected.Intercepts[0], fit.Intercepts[0], 1e-10);
    }

    [Fact]
    public void Bernoulli_recovers_what_made_the_responses() => CheckTruth(GlmFamily.Bernoulli, (eta, u) => u < 1 / (1 + Math.Exp(-eta)) ? 1 : 0, 0.15);

    [Fact]
    public void Negative_binomial_recovers_what_made_the_responses()
    {
        // With θ = 1 the counts are geometric: P(k) = p (1 − p)ᵏ, p = 1/(1 + μ).
        CheckTruth(GlmFamily.NegativeBinomial(1), (eta, u) => Math.Floor(Math.Log(1 - u) / Math.Log(1 - (1 / (1 + Math.Exp(eta))))), 0.15);
    }

    [Fact]
    public void Negative_binomial_with_a_large_theta_is_poisson()
    {
        var y = Responses.Values([.. Eta().Zip(Uniforms(), (e, u) => Math.Floor(2 * u * Math.Exp(e)))], Rows, 1);
        GlmOptions Of(GlmFamily family) => new() { Family = family, Tolerance = 1e-11 };
        var (poisson, other) = (PopulationGlm.Fit(X, y, Of(GlmFamily.Poisson)), PopulationGlm.Fit(X, y, Of(GlmFamily.NegativeBinomial(1e9))));

        for (var j = 0; j < 3; j++)
            Assert.Equal(poisson.Weights[j], other.Weights[j], 1e-6);
    }

    [Fact]
    public void A_unit_that_never_fires_is_silent_and_scores_zero()
    {
        var y = Responses.Counts(new byte[Rows], Rows, 1);
        var fit = PopulationGlm.Fit(X, y, new());

        Assert.Equal([GlmStatus.Silent], fit.Status);
        Assert.Equal(double.NegativeInfinity, fit.Intercepts[0]);
        Assert.All(fit.Weights, w => Assert.Equal(0, w));
        Assert.Equal(0, GlmScoring.Score(fit, X, y, [new(0, Rows)], GlmFamily.Poisson, fit.NullMeans)[0].Ratio);
    }

    private static void CheckTruth(GlmFamily family, Func<double, double, double> draw, double tolerance)
    {
        var y = Responses.Values([.. Eta().Zip(Uniforms(), draw)], Rows, 1);
        var fit = PopulationGlm.Fit(X, y, new() { Family = family, Tolerance = 1e-10 });

        Assert.Equal([GlmStatus.Converged], fit.Status);
        for (var j = 0; j < 3; j++)
            Assert.Equal(Truth[j], fit.Weights[j], tolerance);
        Assert.True(GlmScoring.Score(fit, X, y, [new(0, Rows)], family, fit.NullMeans)[0].DevianceExplained > 0.02);
    }

    private static double[] Eta() => [.. Enumerable.Range(0, Rows).Select(r => Enumerable.Range(0, 3).Sum(j => X[r, j] * Truth[j]))];

    private static double[] Uniforms()
    {
        var random = RandomStream.For(4, 4);
        return [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble())];
    }

    private static Matrix Normal(int columns, ulong seed)
    {
        var random = RandomStream.For(seed, 0);
        return new([.. Enumerable.Range(0, Rows * columns).Select(_ => random.NextGaussian())], Rows, columns);
    }
}
