using System.Text.Json;
using Embodied.Analysis.Similarity;
using Embodied.Analysis.Tests.Golden;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Tests.Similarity;

/// <summary>Comparisons of dissimilarities against rsatoolbox where it is right and dense solves where it is not.</summary>
public sealed class ComparatorGoldenTests
{
    private const double Tolerance = 1e-12;

    private static readonly (string Name, Comparator Comparator)[] Plain =
    [
        ("cosine", Comparator.Cosine), ("corr", Comparator.Correlation), ("spearman", Comparator.Spearman), ("rho-a", Comparator.RhoA),
        ("kendall", Comparator.TauB), ("tau-a", Comparator.TauA), ("bures", Comparator.Bures), ("bures_metric", Comparator.BuresDistance),
    ];

    [Theory]
    [InlineData("w1")]
    [InlineData("w2")]
    [InlineData("w3")]
    public void Every_comparator_matches(string name)
    {
        // The stored Bures values take roots of eigenvalues that are 0 up to rounding, √ε ≈ 1.5e-8 each.
        var (a, b, expected) = Case(name);
        foreach (var (key, comparator) in Plain)
            GoldenCase.Equal(expected.GetProperty("similarity").Numbers(key), Comparators.Compare(comparator, a, b), comparator >= Comparator.Bures ? 1e-7 : Tolerance);
        CheckWhitened(expected, a, b, null);
        var diagonal = expected.GetProperty("sigma_diag");
        CheckWhitened(diagonal, a, b, Diagonal(diagonal.Numbers("sigma_k")));
        CheckWhitened(expected.GetProperty("sigma_full"), a, b, expected.GetProperty("sigma_full").Numbers("sigma_k"));
    }

    [Fact]
    public void Unknown_pairs_are_left_out_with_their_covariance()
    {
        var (a, b, expected) = Case("w4");

        GoldenCase.Equal(expected.Numbers("cosine_cov_exact"), Comparators.Compare(Comparator.WhitenedCosine, a, b), Tolerance);
        GoldenCase.Equal(expected.Numbers("sigma_full_exact"), Comparators.Compare(Comparator.WhitenedCosine, a, b, expected.Numbers("sigma_k")), Tolerance);
    }

    [Fact]
    public void Noise_ceilings_match()
    {
        var (subjects, expected) = (Rows("ceiling_rdms"), GoldenCase.Json("wuc/ceiling.json"));
        foreach (var (key, comparator) in Plain.Where(c => c.Name is "cosine" or "corr" or "spearman" or "rho-a" or "tau-a"))
            CheckCeiling(expected.GetProperty("rsatoolbox").Numbers(key), NoiseCeiling.Of(comparator, subjects));
        var exact = expected.GetProperty("exact_cosine_cov");
        CheckCeiling(exact.Numbers("sigma_none"), NoiseCeiling.Of(Comparator.WhitenedCosine, subjects));
        CheckCeiling(exact.Numbers("sigma_full"), NoiseCeiling.Of(Comparator.WhitenedCosine, subjects, exact.Numbers("sigma_k")));
    }

    [Theory]
    [InlineData("null", 0.0)]
    [InlineData("signal", 1.0)]
    public void The_covariance_of_distances_matches(string name, double signal)
    {
        var json = GoldenCase.Json("wuc/v_full_theory.json");
        var inputs = json.GetProperty("inputs");
        var patterns = inputs.Numbers("U").Select(u => u * signal).ToArray();
        var found = DissimilarityCovariance.Crossnobis(
            new(patterns, inputs.GetProperty("K").GetInt32(), inputs.GetProperty("P").GetInt32()), inputs.Numbers("SK"), inputs.Numbers("SP"), inputs.GetProperty("M").GetInt32());

        GoldenCase.Equal(json.GetProperty(name).Numbers("V_theory"), found, 1e-10);
    }

    [Fact]
    public void The_fast_form_equals_the_dense_one_and_is_one_for_itself()
    {
        const int Conditions = 9;
        var random = RandomStream.For(3, 0);
        double[] Draw() => [.. Enumerable.Range(0, Pairs.Count(Conditions)).Select(_ => random.NextGaussian())];
        var (a, b) = (Draw(), Draw());
        var sigma = new double[Conditions * Conditions];
        for (var i = 0; i < sigma.Length; i++)
            sigma[i] = Math.Pow(0.6, Math.Abs((i / Conditions) - (i % Conditions)));
        var v = WhitenedCosine.Covariance(Conditions, sigma, [.. Enumerable.Range(0, a.Length)]);
        double Dense(double[] x, double[] y)
        {
            var (factor, solution) = ((double[])v.Clone(), (double[])y.Clone());
            Embodied.Numerics.Cholesky.Solve(factor, a.Length, solution, 1);
            return x.Zip(solution, (p, q) => p * q).Sum();
        }

        var whitened = new WhitenedCosine(Conditions, sigma);
        Assert.Equal(Dense(a, b) / Math.Sqrt(Dense(a, a) * Dense(b, b)), whitened.Compare(a, b), 1e-12);
        Assert.Equal(1, whitened.Compare(a, a), 1e-14);
    }

    private static (double[][] A, double[][] B, JsonElement Expected) Case(string name) => (Rows(name + "_A"), Rows(name + "_B"), GoldenCase.Json($"wuc/{name}.json"));

    private static double[][] Rows(string name)
    {
        Matrix table = GoldenCase.Table($"wuc/{name}.csv");
        return [.. Enumerable.Range(0, table.Rows).Select(r => table.Row(r).ToArray())];
    }

    private static void CheckWhitened(JsonElement expected, double[][] a, double[][] b, double[]? sigma)
    {
        GoldenCase.Equal(expected.Numbers("cosine_cov_exact"), Comparators.Compare(Comparator.WhitenedCosine, a, b, sigma), Tolerance);
        GoldenCase.Equal(expected.Numbers("corr_cov_exact"), Comparators.Compare(Comparator.WhitenedCorrelation, a, b, sigma), Tolerance);
    }

    private static void CheckCeiling(double[] expected, NoiseCeiling found) => GoldenCase.Equal(expected, [found.Lower, found.Upper], 1e-10);

    private static double[] Diagonal(double[] values)
    {
        var matrix = new double[values.Length * values.Length];
        for (var i = 0; i < values.Length; i++)
            matrix[(i * values.Length) + i] = values[i];
        return matrix;
    }
}
