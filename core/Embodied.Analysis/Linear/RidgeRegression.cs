using Embodied.Numerics;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Linear;

/// <summary>Least squares with a penalty k ‖w‖² on the sum of squared residuals (Hoerl and Kennard 1970); the intercept is free.</summary>
internal static class RidgeRegression
{
    /// <summary>Fits every column of the outputs.</summary>
    /// <param name="inputs">Samples in rows.</param>
    /// <param name="outputs">As many rows.</param>
    /// <param name="penalty">k ≥ 0.</param>
    /// <exception cref="ArgumentException">The rows do not match.</exception>
    public static LinearFit Fit(Matrix inputs, Matrix outputs, double penalty)
    {
        if (inputs.Rows != outputs.Rows || inputs.Rows == 0)
            throw new ArgumentException($"{inputs.Rows} rows of inputs against {outputs.Rows} of outputs.", nameof(outputs));
        var (n, d, m) = (inputs.Rows, inputs.Columns, outputs.Columns);
        var (x, meanX) = Moments.Centred(inputs);
        var (y, meanY) = Moments.Centred(outputs);
        var (gram, weights) = (Moments.Product(x, d, x, d, n), Moments.Product(x, d, y, m, n));
        for (var i = 0; i < d; i++)
            gram[(i * d) + i] += penalty;
        Cholesky.Solve(gram, d, weights, m);
        var intercepts = Enumerable.Range(0, m).Select(j => meanY[j] - Enumerable.Range(0, d).Sum(i => weights[(i * m) + j] * meanX[i])).ToArray();
        var predicted = new double[n * m];
        MatrixProduct.Multiply(x, n, d, weights, m, predicted);
        double[] explained = [.. Enumerable.Range(0, m).Select(j => Explained(y, predicted, n, m, j))];
        return new(new(Moments.Transposed(weights, d, m), m, d), intercepts, explained);
    }

    /// <summary>R² of all outputs together, each weighted by its variance; the mean of <see cref="LinearFit.RSquared"/> weights them alike.</summary>
    public static double VarianceWeighted(LinearFit fit, Matrix outputs)
    {
        var (y, _) = Moments.Centred(outputs);
        var (explained, total) = (0.0, 0.0);
        for (var j = 0; j < outputs.Columns; j++)
        {
            var variance = Enumerable.Range(0, outputs.Rows).Sum(r => y[(r * outputs.Columns) + j] * y[(r * outputs.Columns) + j]);
            (explained, total) = (explained + (variance > 0 ? variance * fit.RSquared[j] : 0), total + variance);
        }

        return explained / total;
    }

    private static double Explained(double[] y, double[] predicted, int n, int m, int column)
    {
        var (left, total) = (0.0, 0.0);
        for (var at = column; at < n * m; at += m)
            (left, total) = (left + Math.Pow(y[at] - predicted[at], 2), total + (y[at] * y[at]));
        return 1 - (left / total);
    }
}
