using Embodied.Analysis.Similarity;
using Embodied.Analysis.Tests.Golden;
using Embodied.Numerics;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Tests.Similarity;

/// <summary>Dissimilarities against rsatoolbox and an independent dense computation.</summary>
public sealed class DistanceGoldenTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void Balanced_designs_match()
    {
        var (patterns, expected) = (GoldenPatterns.Read("r1"), GoldenCase.Json("rsa/r1.json"));

        GoldenCase.Equal(expected.Numbers("euclidean"), Distances.Euclidean(patterns), Tolerance);
        GoldenCase.Equal(expected.Numbers("correlation"), Distances.Correlation(patterns), Tolerance);
        GoldenCase.Equal(expected.Numbers("crossnobis"), Crossnobis.ByFold(patterns), Tolerance);
        GoldenCase.Equal(expected.Numbers("crossnobis"), Crossnobis.ByPair(patterns), Tolerance);
        GoldenCase.Equal(expected.Numbers("crossnobis_remove_mean"), Crossnobis.ByFold(patterns.WithoutMeans()), Tolerance);
    }

    [Theory]
    [InlineData("full")]
    [InlineData("diag")]
    [InlineData("shrinkage_eye")]
    [InlineData("shrinkage_diag")]
    public void Noise_covariances_and_what_they_whiten_match(string kind)
    {
        var (patterns, expected) = (GoldenPatterns.Read("r2"), GoldenCase.Json("rsa/r2.json"));
        var (residuals, degrees) = (GoldenCase.Table("rsa/r2_residuals.csv"), expected.GetProperty("dof").GetInt32());
        var covariance = kind switch
        {
            "full" => NoiseCovariance.Full(residuals, degrees),
            "diag" => NoiseCovariance.Diagonal(residuals, degrees),
            "shrinkage_eye" => NoiseCovariance.TowardsIdentity(residuals, degrees),
            _ => NoiseCovariance.TowardsDiagonal(residuals, degrees),
        };
        GoldenCase.Equal(expected.GetProperty("cov").Numbers(kind), covariance, Tolerance);
        var precision = Cholesky.Inverse(covariance, residuals.Columns);

        GoldenCase.Equal(expected.GetProperty("prec").Numbers(kind), precision, Tolerance);
        GoldenCase.Equal(expected.GetProperty("crossnobis").Numbers(kind), Crossnobis.ByFold(patterns, precision), Tolerance);
        GoldenCase.Equal(expected.GetProperty("mahalanobis").Numbers(kind), Distances.Mahalanobis(patterns, precision), Tolerance);
    }

    [Fact]
    public void The_covariance_of_condition_estimates_matches() => GoldenCase.Equal(
        GoldenCase.Json("rsa/r2.json").Numbers("sigma_k_from_measurements"),
        NoiseCovariance.BetweenConditions(GoldenPatterns.Read("r2"), GoldenCase.Json("rsa/r2.json").GetProperty("prec").Numbers("shrinkage_diag")), Tolerance);

    [Fact]
    public void Unbalanced_designs_match()
    {
        var (patterns, expected) = (GoldenPatterns.Read("r3"), GoldenCase.Json("rsa/r3.json"));

        GoldenCase.Equal(expected.Numbers("crossnobis_balanced_routine"), Crossnobis.ByFold(patterns), Tolerance);
        GoldenCase.Equal(expected.Numbers("crossnobis_unbalanced_routine"), Crossnobis.ByPair(patterns), Tolerance);
        GoldenCase.Equal(expected.Numbers("euclidean_unbalanced"), Distances.Euclidean(patterns), Tolerance);
    }

    [Fact]
    public void A_condition_absent_from_a_fold_is_handled()
    {
        var expected = GoldenCase.Json("rsa/r3.json").GetProperty("missing_condition_case");
        var patterns = GoldenPatterns.Read("r3full", [.. expected.Numbers("kept_rows_of_full_60").Select(r => (int)r)]);

        GoldenCase.Equal(expected.Numbers("crossnobis_unbalanced_routine"), Crossnobis.ByPair(patterns), Tolerance);
        Assert.All(Crossnobis.ByFold(patterns), d => Assert.True(double.IsFinite(d)));
    }

    [Fact]
    public void Poisson_divergences_match()
    {
        var (patterns, expected) = (GoldenPatterns.Read("r4"), GoldenCase.Json("rsa/r4.json"));

        GoldenCase.Equal(expected.Numbers("poisson"), Distances.Poisson(patterns), Tolerance);
        GoldenCase.Equal(expected.Numbers("poisson_cv_mean_over_folds"), Distances.PoissonAcrossFolds(patterns), Tolerance);
    }

    [Fact]
    public void Noise_alone_has_a_mean_crossnobis_of_zero_and_a_positive_euclidean_distance()
    {
        const int Draws = 400, Folds = 5, Conditions = 4, Channels = 12;
        var (cross, plain) = (new List<double>(), new List<double>());
        for (var draw = 0; draw < Draws; draw++)
        {
            var random = RandomStream.For(7, (ulong)draw);
            var values = new double[Folds * Conditions * Channels];
            foreach (ref var x in values.AsSpan())
                x = random.NextGaussian();
            PatternSet patterns = new(new(values, Folds * Conditions, Channels),
                [.. Enumerable.Range(0, Folds * Conditions).Select(i => i % Conditions)], [.. Enumerable.Range(0, Folds * Conditions).Select(i => i / Conditions)]);
            cross.Add(Crossnobis.ByFold(patterns).Average());
            plain.Add(Distances.Euclidean(patterns).Average());
        }

        var error = Math.Sqrt(cross.Sum(x => x * x) / Draws / Draws);
        Assert.InRange(cross.Average(), -4 * error, 4 * error);
        Assert.Equal(2.0 / Folds, plain.Average(), 0.02);
    }
}
