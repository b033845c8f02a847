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
        CheckFolds(expected, new Confusion(classes, LinearDiscriminant.CrossValidate(x, classes, folds, Variants[variant]), fit.Classes));
    }

    [Fact]
    public void One_class_is_refused() => Assert.Throws<ArgumentException>(() => LinearDiscriminant.Fit(new Matrix([1, 2], 2, 1), [0, 0], new()));

    private static void CheckFolds(JsonElement expected, Confusion found)
    {
        Assert.Equal(expected.Numbers("cv_confusion"), found.Counts.Select(c => (double)c));
        Assert.Equal(expected.Number("cv_accuracy"), found.Accuracy, 1e-12);
        Assert.Equal(expected.Number("cv_balanced_accuracy"), found.BalancedAccuracy, 1e-12);
    }
}
