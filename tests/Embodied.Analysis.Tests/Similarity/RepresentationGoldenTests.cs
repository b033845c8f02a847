using Embodied.Analysis.Linear;
using Embodied.Analysis.Similarity;
using Embodied.Analysis.Tests.Golden;

namespace Embodied.Analysis.Tests.Similarity;

/// <summary>Comparisons of representations against numpy, scikit-learn and rsatoolbox.</summary>
public sealed class RepresentationGoldenTests
{
    private const double Tolerance = 1e-10;

    [Theory]
    [InlineData("c1")]
    [InlineData("c2")]
    [InlineData("c3")]
    [InlineData("c4")]
    public void Representations_compare_as_stored(string name)
    {
        var (x, y, expected) = (GoldenCase.Table($"compare/{name}_X.csv"), GoldenCase.Table($"compare/{name}_Y.csv"), GoldenCase.Json($"compare/{name}.json"));

        Assert.Equal(expected.Number("linear_cka"), KernelAlignment.Linear(x, y), Tolerance);
        Assert.Equal(expected.Number("linear_cka_debiased_hsic1"), KernelAlignment.Unbiased(x, y), Tolerance);
        Assert.Equal(expected.Number("rbf_cka_sigma_0.8_median"), KernelAlignment.Gaussian(x, y), Tolerance);
        Assert.Equal(expected.Number("nuclear_bures_shape_similarity"), ShapeSimilarity.Of(x, y), Tolerance);
        Assert.Equal(expected.Number("angular_procrustes"), ShapeSimilarity.Angle(x, y), Tolerance);
        Assert.Equal(expected.Number("linear_cka_featurespace_check"), KernelAlignment.Linear(x, y), Tolerance);
        var (a, b) = (Distances.Euclidean(Single(x)), Distances.Euclidean(Single(y)));
        Assert.Equal(expected.Number("wuc_of_euclidean_rdms_rsatoolbox"), new WhitenedCosine(x.Rows).Compare(a, b), Tolerance);
        if (expected.TryGetProperty("procrustes_scipy_disparity", out var disparity))
            Assert.Equal(disparity.GetDouble(), 1 - Math.Pow(ShapeSimilarity.Of(x, y), 2), Tolerance);
        if (!expected.TryGetProperty("cca_correlations", out var correlations))
            return;
        GoldenCase.Equal(correlations.Numbers(), CanonicalCorrelation.Of(x, y), Tolerance);
        Assert.Equal(expected.Number("mean_cca"), CanonicalCorrelation.Of(x, y).Average(), Tolerance);
        Assert.Equal(expected.Number("mean_sq_cca"), CanonicalCorrelation.Of(x, y).Average(r => r * r), Tolerance);

        // scikit-learn's correlations come from an iteration stopped at 1e-14 of its own measure, which is 1e-6 of them.
        GoldenCase.Equal(expected.Numbers("sklearn_cca_first"), CanonicalCorrelation.Of(x, y)[..3], 1e-6);
        Assert.Equal(expected.GetProperty("svcca99").GetProperty("kx").GetInt32(), Components.Of(x).CountFor(0.99));
        Assert.Equal(expected.GetProperty("svcca99").GetProperty("ky").GetInt32(), Components.Of(y).CountFor(0.99));
        Assert.Equal(expected.Number("pwcca_x"), CanonicalCorrelation.Projected(x, y), Tolerance);
        GoldenCase.Equal(expected.Numbers("rcca_k0.01"), CanonicalCorrelation.Regularized(x, y, 0.01), Tolerance);
        GoldenCase.Equal(expected.Numbers("rcca_k1"), CanonicalCorrelation.Regularized(x, y, 1), Tolerance);
        GoldenCase.Equal(expected.GetProperty("svcca99").Numbers("correlations"), CanonicalCorrelation.OfComponents(x, y), Tolerance);
        var ridge = expected.GetProperty("ridge10");
        var fit = RidgeRegression.Fit(x, y, 10);
        GoldenCase.Equal(ridge.Numbers("coef"), fit.Weights.Values, Tolerance);
        GoldenCase.Equal(ridge.Numbers("intercept"), fit.Intercepts, Tolerance);
        Assert.Equal(ridge.Number("R2_variance_weighted"), RidgeRegression.VarianceWeighted(fit, y), Tolerance);
        var plain = Regression.Fit(x, y);
        Assert.Equal(expected.Number("linreg_R2_uniform"), plain.RSquared.Average(), Tolerance);
        Assert.Equal(expected.Number("linreg_R2_variance_weighted"), RidgeRegression.VarianceWeighted(plain, y), Tolerance);
    }

    private static PatternSet Single(Sdk.Analysis.Matrix rows) => new(rows, [.. Enumerable.Range(0, rows.Rows)], new int[rows.Rows]);
}
