using System.Text.Json;
using Embodied.Analysis.EncodingModels;
using Embodied.Analysis.EncodingModels.Families;
using Embodied.Analysis.Tests.Golden;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Tests.EncodingModels;

/// <summary>Fits against scikit-learn, statsmodels and an exact Newton solution.</summary>
public sealed class GlmGoldenTests
{
    [Fact]
    public void Unpenalised_and_ridge_fits_match()
    {
        var (x, y) = Case("g1");
        foreach (var expected in GoldenCase.Json("glm/g1.json").GetProperty("fits").EnumerateArray())
            CheckFit(expected, x, y, Ridge(expected), 1e-10, 1e-10);
    }

    [Fact]
    public void Wald_statistics_match()
    {
        var (x, y) = Case("g1");
        var expected = GoldenCase.Json("glm/g1.json").GetProperty("statsmodels_alpha0");
        var options = new GlmOptions { Tolerance = 1e-13 };
        var inference = GlmInference.Of(PopulationGlm.Fit(x, y, options), x, y, options, 0);

        GoldenCase.Equal(expected.Numbers("bse"), inference.Errors, 1e-10);
        GoldenCase.Equal(expected.Numbers("z"), inference.Z, 1e-8);
        GoldenCase.Equal(expected.Numbers("cov"), inference.Covariance, 1e-10);
        foreach (var (p, found) in expected.Numbers("p").Zip(inference.P))
            Assert.Equal(1, found / p, 1e-8);
        var fit = PopulationGlm.Fit(x, y, options);
        var score = GlmScoring.Score(fit, x, y, [new(0, x.Rows)], options.Family, fit.NullMeans)[0];
        GoldenCase.Equal(expected.Numbers("params"), [fit.Intercepts[0], .. fit.Weights], 1e-10);
        Assert.Equal(expected.Number("llf"), score.LogLikelihood, 1e-8);
        Assert.Equal(expected.Number("llnull"), score.NullLogLikelihood, 1e-8);
        Assert.Equal(expected.Number("deviance"), score.Deviance, 1e-8);
        Assert.Equal(expected.Number("null_deviance"), score.NullDeviance, 1e-8);
        Assert.Equal(expected.Number("pseudo_mcf"), score.McFadden, 1e-10);
        Assert.Equal(expected.Number("pseudo_cs"), score.CoxSnell, 1e-10);
        Assert.Equal(expected.Number("aic"), (2 * 6) - (2 * score.LogLikelihood), 1e-8);
        double[] means = [.. Enumerable.Range(0, x.Rows).Select(r => Math.Exp(fit.Intercepts[0] + System.Numerics.Tensors.TensorPrimitives.Dot(x.Row(r), fit.Weights)))];
        Assert.Equal(expected.Number("pearson_chi2"), means.Select((m, r) => Math.Pow(y[r, 0] - m, 2) / m).Sum(), 1e-8);
    }

    [Fact]
    public void Fits_of_a_convolved_design_match_in_full_and_per_fold()
    {
        var (x, y) = Case("g2");
        var json = GoldenCase.Json("glm/g2.json");
        foreach (var expected in json.GetProperty("fits").EnumerateArray())
            CheckFit(expected, x, y, Ridge(expected), 1e-9, 1e-9);
        foreach (var expected in json.GetProperty("cv").EnumerateArray())
        {
            RowRange test = new(expected.GetProperty("start").GetInt32(), expected.GetProperty("end").GetInt32());
            var options = Ridge(expected);
            var fit = PopulationGlm.Fit(x, y, options, [new(0, test.Start), new(test.End, x.Rows)]);

            GoldenCase.Equal(expected.Numbers("coef"), fit.Weights, 1e-9);
            Assert.Equal(expected.Number("train_null_rate"), fit.NullMeans[0], 1e-12);
            var held = GlmScoring.Score(fit, x, y, [test], options.Family, fit.NullMeans)[0];
            CheckScore(expected.GetProperty("test_vs_train_mean"), held, 1e-9, fit.NullMeans[0]);
            Assert.Equal(expected.Number("intercept"), fit.Intercepts[0], 1e-9);
            var own = GlmScoring.Score(fit, x, y, [test], options.Family, [held.Spikes / held.Bins])[0];
            CheckScore(expected.GetProperty("test_vs_test_mean"), own, 1e-9);
        }
    }

    [Fact]
    public void A_badly_scaled_collinear_design_converges_and_says_so()
    {
        var (x, y) = Case("g3");
        foreach (var expected in GoldenCase.Json("glm/g3.json").GetProperty("fits").EnumerateArray())
        {
            var fit = PopulationGlm.Fit(x, y, Ridge(expected) with { Tolerance = 1e-11 });

            Assert.Equal([GlmStatus.Converged], fit.Status);
            Assert.InRange(fit.Certificate[0], 0, 1e-11);
            Assert.Equal(5, fit.Rank);
            var coefficients = expected.Numbers("coef");
            for (var j = 0; j < coefficients.Length; j++)
                Assert.InRange(Math.Abs(fit.Weights[j] - coefficients[j]), 0, 1e-7 * Math.Abs(coefficients[j]));
            var score = GlmScoring.Score(fit, x, y, [new(0, x.Rows)], GlmFamily.Poisson, fit.NullMeans)[0];
            Assert.Equal(expected.Number("D2"), score.DevianceExplained, 1e-10);
            Assert.InRange(Math.Abs(fit.Intercepts[0] - expected.Number("intercept")), 0, 1e-7 * Math.Abs(expected.Number("intercept")));
            CheckScore(expected, score, 1e-10);
        }
    }

    [Fact]
    public void Elastic_nets_match_with_the_same_zeros()
    {
        var (x, y) = Case("g4");
        foreach (var expected in GoldenCase.Json("glm/g4.json").GetProperty("elastic_net").EnumerateArray())
            CheckSparse(expected, x, y, GlmPenalty.ElasticNet(expected.Number("alpha"), expected.Number("l1_ratio")));
    }

    [Fact]
    public void Group_lassos_match_with_the_same_zeros()
    {
        var (x, y) = Case("g4");
        foreach (var expected in GoldenCase.Json("glm/g4.json").GetProperty("group_lasso").EnumerateArray())
        {
            int[][] groups = [.. expected.GetProperty("groups").EnumerateArray().Select(g => g.EnumerateArray().Select(i => i.GetInt32()).ToArray())];
            CheckSparse(expected, x, y, GlmPenalty.GroupLasso(expected.Number("alpha"), groups));
        }
    }

    private static (Matrix X, Responses Y) Case(string name)
    {
        var (x, y) = (GoldenCase.Table($"glm/{name}_X.csv"), GoldenCase.Table($"glm/{name}_y.csv"));
        return (x, Responses.Counts([.. y.Values.Select(v => (byte)v)], y.Rows, 1));
    }

    private static GlmOptions Ridge(JsonElement expected) => new() { Penalty = GlmPenalty.Ridge(expected.Number("alpha")), Tolerance = 1e-12 };

    private static void CheckFit(JsonElement expected, Matrix x, Responses y, GlmOptions options, double coefficients, double metrics)
    {
        var fit = PopulationGlm.Fit(x, y, options);

        Assert.Equal([GlmStatus.Converged], fit.Status);
        GoldenCase.Equal(expected.Numbers("coef"), fit.Weights, coefficients);
        Assert.Equal(expected.Number("intercept"), fit.Intercepts[0], coefficients);
        CheckScore(expected, GlmScoring.Score(fit, x, y, [new(0, x.Rows)], options.Family, fit.NullMeans)[0], metrics);
    }

    private static void CheckSparse(JsonElement expected, Matrix x, Responses y, GlmPenalty penalty)
    {
        var fit = PopulationGlm.Fit(x, y, new() { Penalty = penalty, Tolerance = 3e-12 });

        Assert.Equal([GlmStatus.Converged], fit.Status);
        var coefficients = expected.Numbers("coef");
        GoldenCase.Equal(coefficients, fit.Weights, 1e-8);
        Assert.Equal(coefficients.Select(c => c == 0), fit.Weights.Select(w => w == 0));
        Assert.Equal(expected.Number("intercept"), fit.Intercepts[0], 1e-8);
        Assert.InRange(fit.Certificate[0], 0, 3e-12);
        if (expected.TryGetProperty("nonzero", out var nonzero))
        {
            Assert.Equal(nonzero.GetInt32(), fit.Weights.Count(w => w != 0));
            CheckScore(expected, GlmScoring.Score(fit, x, y, [new(0, x.Rows)], GlmFamily.Poisson, fit.NullMeans)[0], 1e-8);
        }
    }

    private static void CheckScore(JsonElement expected, GlmScore score, double tolerance, double? nullRate = null)
    {
        Assert.Equal(expected.GetProperty("n").GetInt32(), score.Bins);
        Assert.Equal(expected.Number("spikes"), score.Spikes);
        void Near(string name, double found) => Assert.Equal(expected.Number(name), found, tolerance * Math.Max(1, Math.Abs(expected.Number(name))));
        Near("deviance_sum", score.Deviance);
        Near("null_deviance_sum", score.NullDeviance);
        Near("loglik", score.LogLikelihood);
        Near("null_loglik", score.NullLogLikelihood);
        Near("D2", score.DevianceExplained);
        Near("pseudo_r2_mcfadden", score.McFadden);
        Near("pseudo_r2_cohen", score.DevianceExplained);
        Near("null_rate", nullRate ?? score.Spikes / score.Bins);
        Near("deviance_mean", score.Deviance / score.Bins);
        Near("bits_per_spike", score.BitsPerSpike);
        Near("bits_per_bin", score.BitsPerBin);
    }
}
