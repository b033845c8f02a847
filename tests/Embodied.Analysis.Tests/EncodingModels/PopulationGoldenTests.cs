using Embodied.Analysis.Benchmarks;
using Embodied.Analysis.EncodingModels;
using Embodied.Analysis.EncodingModels.Families;
using Embodied.Analysis.Tests.Golden;

namespace Embodied.Analysis.Tests.EncodingModels;

/// <summary>The large case: 200 units × 60,000 bins × 64 features against the stored solution.</summary>
public sealed class PopulationGoldenTests
{
    [Fact]
    public void Two_hundred_units_fitted_together_match_the_stored_solution()
    {
        var checks = GoldenCase.Json("perf/checksums.json");
        var expected = GoldenCase.Json("perf/expected_alpha1e-3.json");
        var made = PopulationCase.Create(60_000, 64, 200);
        Assert.Equal(checks.Number("X_sum"), made.Features.Values.Sum(), 1e-6);
        Assert.Equal(checks.Numbers("Y_col_sums_first10"), Enumerable.Range(0, 10).Select(n => Enumerable.Range(0, 60_000).Sum(t => (double)made.Counts[(t * 200) + n])).ToArray());
        Assert.Equal(checks.Number("sum_Y"), made.Counts.Sum(c => (double)c));
        Assert.Equal(checks.Number("X_last_last"), made.Features.Values[^1], 1e-13);
        Assert.Equal(checks.Number("X00"), made.Features[0, 0], 1e-13);
        Assert.Equal(checks.Number("X_1_0"), made.Features[1, 0], 1e-13);
        Assert.Equal(checks.Number("X_sumsq"), made.Features.Values.Sum(x => x * x), 1e-6);
        Assert.Equal(checks.Number("max_Y"), made.Counts.Max());
        Assert.Equal(checks.Number("Y_col_sum_199"), Enumerable.Range(0, 60_000).Sum(t => (double)made.Counts[(t * 200) + 199]));
        Assert.Equal(checks.Numbers("Y_first_rows_neuron0_nonzero_idx"), Enumerable.Range(0, 60_000).Where(t => made.Counts[t * 200] > 0).Take(20).Select(t => (double)t));

        var fit = PopulationGlm.Fit(made.Features, made.Responses, new() { Penalty = GlmPenalty.Ridge(1e-3), Tolerance = 1e-9 });

        Assert.All(fit.Status, s => Assert.Equal(GlmStatus.Converged, s));
        Assert.All(fit.Certificate, c => Assert.InRange(c, 0, 1e-8));
        foreach (var neuron in expected.GetProperty("neurons").EnumerateObject())
        {
            var unit = int.Parse(neuron.Name, System.Globalization.CultureInfo.InvariantCulture);
            GoldenCase.Equal(neuron.Value.Numbers("coef"), fit.WeightsOf(unit).ToArray(), 1e-7);
            Assert.Equal(neuron.Value.Number("intercept"), fit.Intercepts[unit], 1e-7);
            Assert.Equal(neuron.Value.Number("spikes"), Enumerable.Range(0, 60_000).Sum(t => (double)made.Counts[(t * 200) + unit]));
        }

        Assert.Equal(expected.Number("coef_sumsq_all"), fit.Weights.Sum(w => w * w), 1e-5);
        var scores = GlmScoring.Score(fit, made.Features, made.Responses, [new(0, 60_000)], GlmFamily.Poisson, fit.NullMeans);
        foreach (var unit in expected.GetProperty("D2").EnumerateObject())
            Assert.Equal(unit.Value.GetDouble(), scores[int.Parse(unit.Name, System.Globalization.CultureInfo.InvariantCulture)].DevianceExplained, 1e-9);
        Assert.Equal(expected.Number("coef_sum_all"), fit.Weights.Sum(), 1e-5);
        Assert.Equal(expected.Number("intercept_sum"), fit.Intercepts.Sum(), 1e-5);
        Assert.Equal(expected.Number("mean_objective"), Objective(made, fit), 1e-9);
        Assert.Equal(expected.Number("D2_mean"), scores.Average(s => s.DevianceExplained), 1e-9);
    }

    /// <summary>Mean over units of the penalised mean of μ − y η.</summary>
    private static double Objective(PopulationCase made, GlmFit fit) => Enumerable.Range(0, 200).AsParallel().Average(u =>
    {
        var (weights, sum) = (fit.WeightsOf(u).ToArray(), 0.0);
        for (var t = 0; t < 60_000; t++)
        {
            var eta = fit.Intercepts[u] + System.Numerics.Tensors.TensorPrimitives.Dot(made.Features.Row(t), weights);
            sum += Math.Exp(eta) - (made.Counts[(t * 200) + u] * eta);
        }

        return (sum / 60_000) + (0.5e-3 * weights.Sum(w => w * w));
    });
}
