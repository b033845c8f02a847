using Embodied.Analysis.EncodingModels;
using Embodied.Analysis.EncodingModels.Comparison;
using Embodied.Analysis.Statistics;
using Embodied.Analysis.Synthetic;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Tests.EncodingModels;

/// <summary>What the comparison says about neurons whose cause is known.</summary>
public sealed class ComparisonClaimsTests
{
    private const int Rows = 24_000;

    private static readonly RowRange[] Epochs = [new(0, Rows)];

    [Fact]
    public void The_true_class_wins_in_at_least_95_percent_of_units_and_loses_when_shifted()
    {
        var classes = Correlated(["joints", "forces", "decoder"], 8);
        var counts = new SyntheticUnits { Units = 40, Seed = 3 }.Draw(classes[2].Values);
        FeatureClass[] all = [.. classes, FeatureControls.TimeShifted(classes[2], 3000)];
        var options = new ComparisonOptions();

        var scores = EncodingComparison.Run(all, Responses.Counts(counts, Rows, 40), Epochs, options);
        var verdicts = UnitVerdict.Of(scores, options).Where(v => v.Winner >= 0).ToArray();

        Assert.InRange(verdicts.Length, 30, 40);
        Assert.InRange(verdicts.Count(v => v.Winner == 2) / (double)verdicts.Length, 0.95, 1);
        Assert.All(verdicts, v => Assert.True(scores[3].Scores[v.Unit].BitsPerSpike < 0.1 * scores[2].Scores[v.Unit].BitsPerSpike));
        Assert.Equal(0, scores.Sum(s => s.NotConverged));
        var shifted = FeatureControls.TimeShifted(classes[2], 3000).Values;
        var again = EncodingComparison.Run([classes[0], classes[1], new("decoder", FeatureKind.Computational, shifted)], Responses.Counts(counts, Rows, 40), Epochs, options);
        Assert.InRange(UnitVerdict.Of(again, options).Count(v => v.Winner == 2), 0, 4);
    }

    [Fact]
    public void Silent_units_are_named_and_nothing_is_unknown()
    {
        var classes = Correlated(["a", "b"], 3);
        var counts = new SyntheticUnits { Units = 4, Seed = 5 }.Draw(classes[0].Values);
        for (var row = 0; row < Rows; row++)
            counts[(row * 4) + 1] = 0;
        var options = new ComparisonOptions();

        var scores = EncodingComparison.Run(classes, Responses.Counts(counts, Rows, 4), Epochs, options);

        Assert.Equal("silent", UnitVerdict.Of(scores, options)[1].Reason);
        Assert.All(scores.SelectMany(s => s.Scores), s => Assert.True(double.IsFinite(s.Ratio)));
        Assert.All(scores, s => Assert.Equal(0, s.Scores[1].Ratio));
    }

    [Fact]
    public void Dependent_and_constant_features_change_nothing()
    {
        var plain = Correlated(["a"], 3)[0];
        double[] wide = [.. Enumerable.Range(0, Rows).SelectMany(r => plain.Values.Row(r).ToArray().Concat([7, 2 * plain.Values[r, 0]]))];
        var counts = Responses.Counts(new SyntheticUnits { Units = 3 }.Draw(plain.Values), Rows, 3);
        var options = new ComparisonOptions { VarianceKept = 1 };

        var scores = EncodingComparison.Run([plain, new("wide", FeatureKind.Representational, new(wide, Rows, 5))], counts, Epochs, options);

        for (var u = 0; u < 3; u++)
            Assert.Equal(1, scores[1].Scores[u].Ratio / scores[0].Scores[u].Ratio, 0.02);
    }

    [Fact]
    public void Test_rows_are_never_near_training_rows()
    {
        foreach (var fold in FoldPlan.TimeBlocked([new(0, 1000), new(1000, 1730)], 5, 100, 7, 4))
        {
            var train = fold.Train.SelectMany(r => Enumerable.Range(r.Start, r.Length)).ToHashSet();
            foreach (var test in fold.Test)
                for (var row = test.Start - 7; row < test.End + 7; row++)
                    Assert.False(train.Contains(row) && (row >= 1000) == (test.Start >= 1000));
        }
    }

    [Fact]
    public void P_values_are_uniform_where_nothing_differs()
    {
        const int Tests = 400;
        var p = new double[Tests];
        for (var t = 0; t < Tests; t++)
        {
            var random = RandomStream.For(11, (ulong)t);
            p[t] = PairedTest.SignFlip([.. Enumerable.Range(0, 40).Select(_ => Math.Pow(random.NextGaussian(), 3))], (ulong)t);
        }

        // Kolmogorov and Smirnov's statistic exceeds 1.63/√n with probability 0.01.
        Array.Sort(p);
        var distance = Enumerable.Range(0, Tests).Max(i => Math.Max(Math.Abs(p[i] - (i / (double)Tests)), Math.Abs(p[i] - ((i + 1.0) / Tests))));
        Assert.InRange(distance, 0, 1.63 / Math.Sqrt(Tests));
    }

    /// <summary>The whole way from features to verdicts: two classes that are the truth with equal noise of their own predict equally well.</summary>
    [Fact]
    public void P_values_of_two_classes_of_equal_worth_are_uniform()
    {
        const int Sets = 30, UnitsOfSet = 4, Few = 4000, Columns = 3;
        var p = new List<double>();
        for (var set = 0; set < Sets; set++)
        {
            var random = RandomStream.For(21, (ulong)set);
            var truth = new double[Few * Columns];
            for (var i = 0; i < truth.Length; i++)
                truth[i] = i < Columns ? random.NextGaussian() : (0.7 * truth[i - Columns]) + (0.714 * random.NextGaussian());
            FeatureClass Noisy(string name)
            {
                var own = RandomStream.For(22, (ulong)((2 * set) + name[0]));
                return new(name, FeatureKind.Representational, new([.. truth.Select(t => t + (0.7 * own.NextGaussian()))], Few, Columns));
            }

            var counts = new SyntheticUnits { Units = UnitsOfSet, MedianRate = 15, RateSpread = 0.2, Lag = 0, Seed = 100 + (ulong)set }.Draw(new(truth, Few, Columns));
            var options = new ComparisonOptions { LastLag = 0, Chunk = 50, Strengths = [1e-3], VarianceKept = 1 };
            p.AddRange(UnitVerdict.Of(EncodingComparison.Run([Noisy("a"), Noisy("b")], Responses.Counts(counts, Few, UnitsOfSet), [new(0, Few)], options), options).Where(v => v.Winner >= 0).Select(v => v.P));
        }

        Assert.InRange(p.Count, 100, Sets * UnitsOfSet);
        double[] sorted = [.. p.Order()];
        var distance = Enumerable.Range(0, sorted.Length).Max(i => Math.Max(Math.Abs(sorted[i] - (i / (double)sorted.Length)), Math.Abs(sorted[i] - ((i + 1.0) / sorted.Length))));
        Assert.InRange(distance, 0, 1.63 / Math.Sqrt(sorted.Length));
    }

    [Fact]
    public void Intervals_are_wider_when_units_of_a_session_are_alike()
    {
        var random = RandomStream.For(2, 0);
        double[][] alike = [.. Enumerable.Range(0, 6).Select(_ => random.NextGaussian()).Select(m => Enumerable.Range(0, 20).Select(_ => m + (0.1 * random.NextGaussian())).ToArray())];
        double[][] mixed = [.. Enumerable.Range(0, 6).Select(g => Enumerable.Range(0, 20).Select(u => alike[(g + u) % 6][u]).ToArray())];
        double Width(double[][] groups) => HierarchicalBootstrap.Mean(groups, 1) is var i ? i.High - i.Low : 0;

        Assert.True(Width(alike) > 2 * Width(mixed));
    }

    /// <summary>Smooth signals with a part in common, so that every class predicts something.</summary>
    private static FeatureClass[] Correlated(string[] names, int features) =>
    [
        .. names.Select((name, c) =>
        {
            var values = new double[Rows * features];
            var (common, own) = (RandomStream.For(100, 0), RandomStream.For(100, 1 + (ulong)c));
            for (var i = 0; i < values.Length; i++)
            {
                var fresh = (0.6 * common.NextGaussian()) + (0.8 * own.NextGaussian());
                values[i] = i < features ? fresh : (0.9 * values[i - features]) + (0.436 * fresh);
            }

            return new FeatureClass(name, c == 2 ? FeatureKind.Computational : FeatureKind.Representational, new(values, Rows, features));
        }),
    ];
}
