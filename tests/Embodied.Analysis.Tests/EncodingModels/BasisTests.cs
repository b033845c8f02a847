using Embodied.Analysis.EncodingModels;
using Embodied.Analysis.EncodingModels.Bases;
using Embodied.Analysis.Tests.Golden;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Tests.EncodingModels;

public sealed class BasisTests
{
    private static readonly double[] Places = [.. Enumerable.Range(0, 50).Select(i => i / 49.0)];

    [Fact]
    public void Raised_cosines_match()
    {
        GoldenCase.Equal(GoldenCase.Table("basis/raised_cosine_linear_6x50_w2.csv").Values, RaisedCosine.Linear(Places, 6).Values, 1e-12);
        GoldenCase.Equal(GoldenCase.Table("basis/raised_cosine_log_8x50_w2_ts50.csv").Values, RaisedCosine.Logarithmic(Places, 8).Values, 1e-12);
    }

    [Fact]
    public void Cubic_splines_match() =>
        GoldenCase.Equal(GoldenCase.Table("basis/bspline_cubic_9x50.csv").Values, BSpline.Clamped(Places, 9).Values, 1e-12);

    [Fact]
    public void Causal_convolution_matches_where_the_past_is_known()
    {
        var (signal, expected) = (GoldenCase.Table("basis/conv_signal200.csv").Values, GoldenCase.Table("basis/conv_causal_expected.csv"));
        var made = TemporalFilter.Causal(signal, RaisedCosine.Logarithmic(Places, 8), [new(0, 200)]);

        Assert.Equal([new RowRange(50, 200)], made.Known);
        Assert.All(expected.Values.Take(50 * 8), v => Assert.True(double.IsNaN(v)));
        GoldenCase.Equal(expected.Values[(50 * 8)..], made.Values.Values[(50 * 8)..], 1e-12);
    }

    [Fact]
    public void Cyclic_splines_add_up_to_one_and_close()
    {
        var made = BSpline.Cyclic([0, 0.13, 0.5, 0.99, 1], 7);

        for (var row = 0; row < made.Rows; row++)
            Assert.Equal(1, made.Row(row).ToArray().Sum(), 1e-12);
        GoldenCase.Equal(made.Row(0).ToArray(), made.Row(4).ToArray(), 1e-12);
    }

    [Fact]
    public void A_product_of_bases_spans_a_surface_and_a_sum_does_not()
    {
        double[] x = [.. Enumerable.Range(0, 400).Select(i => i % 20 / 19.0)], y = [.. Enumerable.Range(0, 400).Select(i => i / 20 / 19.0)];
        var (a, b) = (BSpline.Clamped(x, 5), BSpline.Clamped(y, 4));
        Matrix target = new([.. x.Zip(y, (p, q) => p * q)], 400, 1);

        var product = ComposedBasis.Product(a, b);

        Assert.Equal(20, product.Columns);
        Assert.Equal(a[37, 2] * b[37, 3], product[37, (2 * 4) + 3], 1e-15);
        Assert.Equal(1, product.Row(123).ToArray().Sum(), 1e-12);
        Assert.True(Embodied.Analysis.Linear.Regression.Fit(new([.. Enumerable.Range(0, 400).SelectMany(r => product.Row(r)[1..].ToArray())], 400, 19), target).RSquared[0] > 1 - 1e-9);
        var sum = ComposedBasis.Sum(new Matrix([.. Enumerable.Range(0, 400).SelectMany(r => a.Row(r)[1..].ToArray())], 400, 4), new Matrix([.. Enumerable.Range(0, 400).SelectMany(r => b.Row(r)[1..].ToArray())], 400, 3));
        Assert.InRange(Embodied.Analysis.Linear.Regression.Fit(sum, target).RSquared[0], 0.5, 0.95);
    }

    [Fact]
    public void Windows_do_not_cross_gaps()
    {
        var made = TemporalFilter.Lags(new([1, 2, 3, 4, 5, 6], 6, 1), -1, 1, [new(0, 3), new(3, 6)]);

        Assert.Equal([new RowRange(1, 2), new RowRange(4, 5)], made.Known);
        Assert.Equal([3, 2, 1], made.Values.Row(1).ToArray());
        Assert.Equal([6, 5, 4], made.Values.Row(4).ToArray());
    }

    [Fact]
    public void Fourier_columns_are_orthogonal_over_a_period()
    {
        var made = FourierBasis.Of([.. Enumerable.Range(0, 16).Select(i => i / 16.0)], 3);
        for (var a = 0; a < 6; a++)
            for (var b = 0; b < 6; b++)
                Assert.Equal(a == b ? 8 : 0, Enumerable.Range(0, 16).Sum(i => made[i, a] * made[i, b]), 1e-12);
    }
}
