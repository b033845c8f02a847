using Embodied.Analysis.Similarity;
using Embodied.Analysis.Tests.Golden;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Tests.Similarity;

public sealed class DissimilarityBootstrapTests
{
    [Fact]
    public void Stored_draws_give_the_stored_similarities()
    {
        var expected = GoldenCase.Json("wuc/bootstrap.json");
        var table = GoldenCase.Table("wuc/ceiling_rdms.csv");
        double[][] subjects = [.. Enumerable.Range(0, table.Rows).Select(r => table.Row(r).ToArray())];
        double[][] model = [expected.Numbers("model_rdm")];
        int[][] who = Draws("subject_idx"), conditions = Draws("cond_idx");
        int[] everybody = [.. Enumerable.Range(0, 7)], everything = [.. Enumerable.Range(0, 9)];
        Comparator[] comparators = [Comparator.Cosine, Comparator.WhitenedCosine];
        for (var m = 0; m < 2; m++)
        {
            Check("eval_subject", m, d => (who[d], everything));
            Check("eval_pattern", m, d => (everybody, conditions[d]));
            Check("eval_both", m, d => (who[d], conditions[d]));
            double[] variances = [.. new[] { "subject", "pattern", "both" }.Select(f => Variance([.. expected.Numbers($"eval_{f}").Where((_, i) => i % 2 == m)]))];
            GoldenCase.Equal([.. new[] { "subject", "pattern", "both" }.Select(f => expected.Numbers($"var_{f}")[m])], variances, 1e-10);
            var two = DissimilarityBootstrap.Variance(variances[0], variances[1], variances[2], 7, 9);
            Assert.InRange(two, 0, variances[2]);
        }

        static double Variance(double[] values) => values.Sum(v => Math.Pow(v - values.Average(), 2)) / (values.Length - 1);

        int[][] Draws(string name) => [.. expected.GetProperty(name).EnumerateArray().Select(d => d.EnumerateArray().Select(i => i.GetInt32()).ToArray())];

        void Check(string name, int m, Func<int, (int[] Who, int[] Conditions)> draw)
        {
            var values = expected.Numbers(name);
            for (var d = 0; d < who.Length; d++)
            {
                var (chosen, patterns) = draw(d);
                Assert.Equal(values[(d * 2) + m], DissimilarityBootstrap.Evaluate(comparators[m], model, subjects, chosen, patterns)[0], 1e-10);
            }
        }
    }

    [Theory]
    [InlineData(DissimilarityBootstrap.Factors.Subjects)]
    [InlineData(DissimilarityBootstrap.Factors.Subjects | DissimilarityBootstrap.Factors.Conditions)]
    public void A_seed_gives_the_same_draws_and_their_mean_is_near_the_estimate(DissimilarityBootstrap.Factors factors)
    {
        var random = RandomStream.For(4, 0);
        double[] model = [.. Enumerable.Range(0, Pairs.Count(8)).Select(_ => random.NextUniform(1, 3))];
        double[][] subjects = [.. Enumerable.Range(0, 6).Select(_ => model.Select(d => d + random.NextGaussian()).ToArray())];

        var first = DissimilarityBootstrap.Run(Comparator.Cosine, [model], subjects, factors, 200, 5);

        Assert.Equal(first, DissimilarityBootstrap.Run(Comparator.Cosine, [model], subjects, factors, 200, 5));
        Assert.Equal(Comparators.Compare(Comparator.Cosine, [model], subjects).Average(), first.Average(), 0.03);
        Assert.True(first.Distinct().Count() > 100);
    }

    [Fact]
    public void Weights_of_a_mixture_are_found()
    {
        var random = RandomStream.For(6, 0);
        double[][] parts = [.. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, Pairs.Count(9)).Select(_ => random.NextUniform(0, 2)).ToArray())];
        double[] target = [.. Enumerable.Range(0, parts[0].Length).Select(k => (2 * parts[0][k]) + (0.5 * parts[2][k]))];

        GoldenCase.Equal([2, 0, 0.5, 0], WeightedModel.Fit(parts, target), 1e-9);
        double[][] halves = [.. Enumerable.Range(0, 2).Select(_ => target.Select(t => t + (0.05 * random.NextGaussian())).ToArray())];
        Assert.All(WeightedModel.AcrossHalves(parts, halves), found => Assert.InRange(found.Similarity, 0.98, 1));
        Assert.All(WeightedModel.AcrossHalves([[.. parts[0].Select(d => -d)]], halves), found => Assert.Equal(0, found.Similarity));
    }
}
