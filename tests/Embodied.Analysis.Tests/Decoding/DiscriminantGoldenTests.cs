using System.Text.Json;
using Embodied.Analysis.Decoding;
using Embodied.Analysis.Tests.Golden;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Tests.Decoding;

/// <summary>Discriminants against scikit-learn's solvers.</summary>
public sealed class DiscriminantGoldenTests
{
    private static readonly Dictionary<string, DiscriminantOptions> Variants = new(StringComparer.Ordinal)
    {
        ["svd"] = new() { Centred = true },
        ["lsqr"] = new(),
        ["eigen"] = new(),
        ["lsqr_shrink0p1"] = new() { Shrinkage = 0.1 },
        ["lsqr_auto"] = new() { Shrinkage = null },
        ["lsqr_equal_priors"] = new() { EqualPriors = true },
    };

    public static TheoryData<string, string> Cases { get; } =
        new(new[] { "l1", "l2", "l3" }.SelectMany(c => Variants.Keys.Select(v => (c, v))));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fits_predictions_and_folds_match(string name, string variant)
    {
        var expected = GoldenCase.Json($"lda/{name}.json").GetProperty("fits").GetProperty(variant);
        var (x, labels) = (GoldenCase.Table($"lda/{name}_X.csv"), GoldenCase.Table($"lda/{name}_y_fold.csv"));
        int[] classes = [.. Enumerable.Range(0, x.Rows).Select(r => (int)labels[r, 0])], folds = [.. Enumerable.Range(0, x.Rows).Select(r => (int)labels[r, 1])];
        var fit = LinearDiscriminant.Fit(x, classes, Variants[variant]);

        GoldenCase.Equal(expected.Numbers("coef"), fit.Coefficients, 1e-8);
        GoldenCase.Equal(expected.Numbers("intercept"), fit.Intercepts, 1e-8);
        int[] predictions = [.. Enumerable.Range(0, x.Rows).Select(r => fit.Predict(x.Row(r)))];
        Assert.Equal(expected.Numbers("pred").Select(p => (int)p), predictions);
        var train = new Confusion(classes, predictions, fit.Classes);
        Assert.Equal(expected.Numbers("confusion"), train.Counts.Select(c => (double)c));
        Assert.Equal(expected.Number("train_accuracy"), train.Accuracy, 1e-12);
        GoldenCase.Equal(expected.Numbers("proba_first5"), [.. Enumerable.Range(0, 5).SelectMany(r => fit.Probabilities(x.Row(r)))], 1e-8);
        if (expected.TryGetProperty("explained_variance_ratio", out var shares))
            CheckDirections(shares.Numbers(), expected.GetProperty("scalings_abs_cols_up_to_sign"), fit.Directions);
        CheckFolds(expected, new Confusion(classes, LinearDiscriminant.CrossValidate(x, classes, folds, Variants[variant]), fit.Classes));
    }

    [Fact]
    public void One_class_is_refused() => Assert.Throws<ArgumentException>(() => LinearDiscriminant.Fit(new Matrix([1, 2], 2, 1), [0, 0], new()));

    [Fact]
    public void Directions_separate_what_differs()
    {
        double[] values = [.. Enumerable.Range(0, 60).SelectMany(i => new[] { i % 7, (i % 5) + (i / 20), i % 11 / 3.0 })];
        var fit = LinearDiscriminant.Fit(new(values, 60, 3), [.. Enumerable.Range(0, 60).Select(i => i / 20)], new());

        Assert.Equal(1, fit.Directions.Shares.Sum(), 1e-12);
        double[] along = [.. Enumerable.Range(0, 3).Select(c => Enumerable.Range(20 * c, 20).Average(i => fit.Directions.Project(values.AsSpan(3 * i, 3))[0]))];
        Assert.True(along[0] < along[1] && along[1] < along[2]);
    }

    /// <summary>The stored columns beyond classes − 1 span what does not differ between classes, in a basis that is nobody's.</summary>
    private static void CheckDirections(double[] shares, JsonElement stored, DiscriminantDirections found)
    {
        GoldenCase.Equal(shares, found.Shares, 1e-8);
        double[][] rows = [.. stored.EnumerateArray().Select(r => r.Numbers())];
        for (var k = 0; k < shares.Length; k++)
        {
            var own = found.Directions.Row(k).ToArray();
            var sign = Math.Sign(own.Zip(rows, (w, r) => w * r[k]).Sum());
            GoldenCase.Equal([.. rows.Select(r => sign * r[k])], own, 1e-8);
        }
    }

    private static void CheckFolds(JsonElement expected, Confusion found)
    {
        Assert.Equal(expected.Numbers("cv_confusion"), found.Counts.Select(c => (double)c));
        Assert.Equal(expected.Number("cv_accuracy"), found.Accuracy, 1e-12);
        Assert.Equal(expected.Number("cv_balanced_accuracy"), found.BalancedAccuracy, 1e-12);
    }
}
