using System.Numerics.Tensors;
using Embodied.Numerics;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.EncodingModels.Comparison;

/// <summary>
/// Features as predictors: standardised and reduced to principal components, a window of lags over these, reduced again. All moments are those of the
/// training rows alone; features that do not vary there are left out, and where none does one predictor of zeros is left, which predicts the mean rate.
/// </summary>
internal static class WindowedFeatures
{
    private const int Block = 256;

    /// <summary>The predictors, scaled to a mean variance of 1, and the rows in which the window is known.</summary>
    public static (Matrix Predictors, RowRange[] Known) Of(Matrix features, IReadOnlyList<RowRange> epochs, IReadOnlyList<RowRange> train, ComparisonOptions options)
    {
        var standard = Standardized(features, train);
        var (before, after) = (Math.Max(0, options.LastLag), Math.Max(0, -options.FirstLag));
        RowRange[] known = [.. epochs.Select(e => new RowRange(e.Start + before, e.End - after)).Where(e => e.Length > 0)];
        if (standard.Columns == 0)
            return (new(new double[features.Rows], features.Rows, 1), known);
        var scores = Reduce(standard, train, options.VarianceKept, options.MostComponents);
        if (options.FirstLag == 0 && options.LastLag == 0)
            return (Scaled(scores, train), known);
        var inside = Intersection(train, known);
        var width = scores.Columns * (options.LastLag - options.FirstLag + 1);
        var (gram, mean) = (new double[width * width], new double[width]);
        var (window, rows) = (new double[Block * width], inside.Sum(r => r.Length));
        Each(inside, (row, count) =>
        {
            Fill(scores, row, count, options, window);
            for (var r = 0; r < count; r++)
                TensorPrimitives.Add(mean, window.AsSpan(r * width, width), mean);
            MatrixProduct.AddTransposed(window, width, count, window, width, gram);
        });
        TensorPrimitives.Divide(mean, rows, mean);
        for (var i = 0; i < gram.Length; i++)
            gram[i] = (gram[i] / rows) - (mean[i / width] * mean[i % width]);
        var directions = Directions(gram, width, options.VarianceKept, width);
        var result = new double[features.Rows * directions.Count];
        Each(known, (row, count) =>
        {
            Fill(scores, row, count, options, window);
            MatrixProduct.Multiply(window, count, width, directions.Columns, directions.Count, result.AsSpan(row * directions.Count));
        });
        return (Scaled(new(result, features.Rows, directions.Count), inside), known);
    }

    /// <summary>Rows in both lists.</summary>
    public static RowRange[] Intersection(IReadOnlyList<RowRange> a, IReadOnlyList<RowRange> b) =>
        [.. a.SelectMany(x => b.Select(y => new RowRange(Math.Max(x.Start, y.Start), Math.Min(x.End, y.End)))).Where(r => r.Length > 0)];

    private static Matrix Standardized(Matrix features, IReadOnlyList<RowRange> train)
    {
        var (d, rows) = (features.Columns, train.Sum(r => r.Length));
        var (mean, square) = (new double[d], new double[d]);
        foreach (var row in train.SelectMany(r => Enumerable.Range(r.Start, r.Length)))
            TensorPrimitives.Add(mean, features.Row(row), mean);
        TensorPrimitives.Divide(mean, rows, mean);
        var difference = new double[d];
        foreach (var row in train.SelectMany(r => Enumerable.Range(r.Start, r.Length)))
        {
            TensorPrimitives.Subtract(features.Row(row), mean, difference);
            TensorPrimitives.MultiplyAdd(difference, difference, square, square);
        }

        int[] varying = [.. Enumerable.Range(0, d).Where(j => Math.Sqrt(square[j] / rows) > 1e-9 * Math.Max(1e-9, Math.Abs(mean[j])))];
        var values = new double[features.Rows * varying.Length];
        for (var row = 0; row < features.Rows; row++)
            for (var k = 0; k < varying.Length; k++)
                values[(row * varying.Length) + k] = (features[row, varying[k]] - mean[varying[k]]) / Math.Sqrt(square[varying[k]] / rows);
        return new(values, features.Rows, varying.Length);
    }

    private static Matrix Reduce(Matrix standard, IReadOnlyList<RowRange> train, double share, int most)
    {
        var (d, rows) = (standard.Columns, train.Sum(r => r.Length));
        var gram = new double[d * d];
        foreach (var range in train)
            MatrixProduct.AddTransposed(standard.Values.AsSpan(range.Start * d), d, range.Length, standard.Values.AsSpan(range.Start * d), d, gram);
        TensorPrimitives.Divide(gram, rows, gram);
        var directions = Directions(gram, d, share, most);
        var scores = new double[standard.Rows * directions.Count];
        MatrixProduct.Multiply(standard.Values, standard.Rows, d, directions.Columns, directions.Count, scores);
        return new(scores, standard.Rows, directions.Count);
    }

    /// <summary>The first directions that hold a share of the variance, in columns.</summary>
    private static (double[] Columns, int Count) Directions(double[] covariance, int size, double share, int most)
    {
        var (values, vectors) = SymmetricEigen.Decompose(covariance, size);
        var (sum, total, count) = (0.0, values.Sum(v => Math.Max(0, v)), 0);
        while (count < Math.Min(size, most) && (count == 0 || sum < share * total))
            sum += values[count++];
        return (Moments.Transposed(vectors[..(count * size)], count, size), count);
    }

    private static Matrix Scaled(Matrix scores, IReadOnlyList<RowRange> train)
    {
        var (sum, rows) = (0.0, train.Sum(r => r.Length));
        foreach (var range in train)
            sum += TensorPrimitives.SumOfSquares<double>(scores.Values.AsSpan(range.Start * scores.Columns, range.Length * scores.Columns));
        TensorPrimitives.Divide(scores.Values, Math.Sqrt(sum / rows / scores.Columns), scores.Values);
        return scores;
    }

    private static void Fill(Matrix scores, int row, int count, ComparisonOptions options, double[] window)
    {
        var (d, lags) = (scores.Columns, options.LastLag - options.FirstLag + 1);
        for (var r = 0; r < count; r++)
            for (var lag = options.FirstLag; lag <= options.LastLag; lag++)
                scores.Row(row + r - lag).CopyTo(window.AsSpan(((r * lags) + lag - options.FirstLag) * d));
    }

    private static void Each(IEnumerable<RowRange> ranges, Action<int, int> block)
    {
        foreach (var range in ranges)
            for (var row = range.Start; row < range.End; row += Block)
                block(row, Math.Min(Block, range.End - row));
    }
}
