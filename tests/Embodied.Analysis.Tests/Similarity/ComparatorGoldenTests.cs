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
        var (a, b, expected) = Case(name);
        foreach (var (key, comparator) in Plain)
            GoldenCase.Equal(expected.GetProperty("similarity").Numbers(key), Comparators.Compare(comparator, a, b), comparator >= Comparator.Bures ? 1e-7 : Tolerance);
        GoldenCase.Equal(expected.GetProperty("similarity").Numbers("cosine_cov"), Comparators.Compare(Comparator.WhitenedCosine, a, b), Tolerance);
        GoldenCase.Equal(expected.GetProperty("similarity").Numbers("corr_cov"), Comparators.Compare(Comparator.WhitenedCorrelation, a, b), Tolerance);
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

    /// <summary>
    /// Centred second moments have an eigenvalue of 0, of which rsatoolbox takes the root of what rounding makes of it, up to √ε ≈ 1.5e-8 of the trace: the
    /// stored values are above the truth by that much. The truth without that direction is a problem of full rank, in which its own formula is exact.
    /// </summary>
    [Theory]
    [InlineData("w1")]
    [InlineData("w2")]
    [InlineData("w3")]
    public void Bures_similarity_is_exact_where_the_stored_one_has_the_root_of_a_rounding_error(string name)
    {
        var (a, b, expected) = Case(name);
        foreach (var (key, comparator) in Plain.Where(c => c.Comparator >= Comparator.Bures))
        {
            var found = Comparators.Compare(comparator, a, b);
            double[] exact = [.. a.SelectMany(x => b.Select(y => FullRankBures(x, y, comparator == Comparator.BuresDistance)))];
            for (var i = 0; i < exact.Length; i++)
                Assert.InRange(Math.Abs(found[i] - exact[i]), 0, Tolerance * Math.Max(1, Math.Abs(exact[i])));
            var sign = comparator == Comparator.Bures ? 1 : -1;
            Assert.All(expected.GetProperty("similarity").Numbers(key).Zip(exact), p => Assert.True(sign * (p.First - p.Second) >= -Tolerance));
        }
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

    /// <summary>
    /// rsatoolbox pools subjects for the whitened correlation by z-scores, which is not the metric in use; with its pool its figures come out, and pooling
    /// in the metric gives an upper bound that nothing exceeds.
    /// </summary>
    [Fact]
    public void Noise_ceilings_of_the_whitened_correlation_match_and_bound()
    {
        var (subjects, expected) = (Rows("ceiling_rdms"), GoldenCase.Json("wuc/ceiling.json"));
        double Mean(double[] pooled) => subjects.Average(s => Comparators.Compare(Comparator.WhitenedCorrelation, pooled, s));
        double[] stored = expected.GetProperty("rsatoolbox").Numbers("corr_cov"), all = NoiseCeiling.Pool(Comparator.Correlation, subjects);
        var lower = subjects.Select((s, i) => Comparators.Compare(Comparator.WhitenedCorrelation, NoiseCeiling.Pool(Comparator.Correlation, [.. subjects.Where((_, j) => j != i)]), s)).Average();

        GoldenCase.Equal(stored, [lower, Mean(all)], 1e-10);
        var own = NoiseCeiling.Of(Comparator.WhitenedCorrelation, subjects);
        Assert.Equal(Mean(NoiseCeiling.Pool(Comparator.WhitenedCorrelation, subjects)), own.Upper, 1e-12);
        Assert.InRange(own.Upper, stored[1], 1);
        var random = RandomStream.For(8, 0);
        var best = NoiseCeiling.Pool(Comparator.WhitenedCorrelation, subjects);
        for (var t = 0; t < 200; t++)
            Assert.True(Mean([.. best.Select(x => x + (0.1 * random.NextGaussian()))]) <= own.Upper);
    }

    [Fact]
    public void Pooled_vectors_match_up_to_scale()
    {
        var (subjects, expected) = (Rows("ceiling_rdms"), GoldenCase.Json("wuc/ceiling.json"));
        var pooled = expected.GetProperty("pooled");
        foreach (var (key, comparator) in Plain.Where(c => c.Name is "cosine" or "corr" or "spearman" or "rho-a" or "tau-a"))
        {
            // z-scores are shifted there so that none is negative.
            var stored = comparator == Comparator.Correlation ? Comparators.Centred(pooled.Numbers(key)) : pooled.Numbers(key);
            GoldenCase.Equal(Unit(stored), Unit(NoiseCeiling.Pool(comparator, subjects)), 1e-10);
        }

        // rsatoolbox takes the root mean square and z-scores for the whitened ones too.
        GoldenCase.Equal(Unit(pooled.Numbers("cosine_cov")), Unit(NoiseCeiling.Pool(Comparator.Cosine, subjects)), 1e-10);
        GoldenCase.Equal(Unit(Comparators.Centred(pooled.Numbers("corr_cov"))), Unit(NoiseCeiling.Pool(Comparator.Correlation, subjects)), 1e-10);
        GoldenCase.Equal(Unit(expected.Numbers("pooled_cosine_cov_whitened_norm")), Unit(NoiseCeiling.Pool(Comparator.WhitenedCosine, subjects)), 1e-10);
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

    /// <summary>tr √(√A B √A) in an orthonormal basis of what is orthogonal to 1, where A and B are definite.</summary>
    private static double FullRankBures(double[] x, double[] y, bool distance)
    {
        var n = Pairs.Conditions(x.Length);
        var (a, b) = (Inside(x, n), Inside(y, n));
        var (values, vectors) = Embodied.Numerics.SymmetricEigen.Decompose((double[])a.Clone(), n - 1);
        Assert.All(values, v => Assert.True(v > 1e-6 * values[0]));
        var root = Sum(n - 1, (i, j) => Enumerable.Range(0, n - 1).Sum(k => Math.Sqrt(values[k]) * vectors[(k * (n - 1)) + i] * vectors[(k * (n - 1)) + j]));
        double[] Times(double[] p, double[] q) => Sum(n - 1, (i, j) => Enumerable.Range(0, n - 1).Sum(k => p[(i * (n - 1)) + k] * q[(k * (n - 1)) + j]));
        var (product, _) = Embodied.Numerics.SymmetricEigen.Decompose(Times(Times(root, b), root), n - 1);
        double Trace(double[] m) => Enumerable.Range(0, n - 1).Sum(i => m[(i * (n - 1)) + i]);
        var fidelity = product.Sum(v => Math.Sqrt(Math.Max(0, v)));
        return distance ? Trace(a) + Trace(b) - (2 * fidelity) : fidelity / Math.Sqrt(Trace(a) * Trace(b));
    }

    /// <summary>−½ D in Helmert's basis: row k is (1, …, 1, −k, 0, …)/√(k (k + 1)).</summary>
    private static double[] Inside(double[] dissimilarities, int n)
    {
        var d = Pairs.Square(dissimilarities);
        double Helmert(int k, int i) => (i < k ? 1 : i == k ? -k : 0) / Math.Sqrt(k * (k + 1.0));
        return Sum(n - 1, (p, q) => -0.5 * Enumerable.Range(0, n).Sum(i => Enumerable.Range(0, n).Sum(j => Helmert(p + 1, i) * d[(i * n) + j] * Helmert(q + 1, j))));
    }

    private static double[] Sum(int n, Func<int, int, double> entry) => [.. Enumerable.Range(0, n * n).Select(i => entry(i / n, i % n))];

    private static double[] Unit(double[] values) => [.. values.Select(v => v / Math.Sqrt(values.Sum(x => x * x)))];

    private static double[] Diagonal(double[] values)
    {
        var matrix = new double[values.Length * values.Length];
        for (var i = 0; i < values.Length; i++)
            matrix[(i * values.Length) + i] = values[i];
        return matrix;
    }
}
