using Embodied.Numerics;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Linear;

/// <summary>Ordinary least squares with an intercept, by normal equations of centred data.</summary>
internal static class Regression
{
    /// <summary>Fits every column of the outputs.</summary>
    /// <exception cref="ArgumentException">The rows do not match, or there are none.</exception>
    public static LinearFit Fit(Matrix inputs, Matrix outputs)
    {
        if (inputs.Rows != outputs.Rows || inputs.Rows == 0)
            throw new ArgumentException($"{inputs.Rows} rows of inputs against {outputs.Rows} of outputs.", nameof(outputs));
        var (n, d, m) = (inputs.Rows, inputs.Columns, outputs.Columns);
        var (x, meanX) = Moments.Centred(inputs);
        var (y, meanY) = Moments.Centred(outputs);
        var gram = Moments.Product(x, d, x, d, n);
        var weights = Moments.Product(x, d, y, m, n);
        var explained = (double[])weights.Clone();
        Cholesky.Solve(gram, d, weights, m);
        var (intercepts, rSquared) = (new double[m], new double[m]);
        for (var j = 0; j < m; j++)
        {
            var (total, fitted) = (0.0, 0.0);
            for (var row = 0; row < n; row++)
                total += y[(row * m) + j] * y[(row * m) + j];
            intercepts[j] = meanY[j];
            for (var i = 0; i < d; i++)
            {
                fitted += weights[(i * m) + j] * explained[(i * m) + j];
                intercepts[j] -= weights[(i * m) + j] * meanX[i];
            }

            // What is left of a constant after its mean is rounding.
            rSquared[j] = total > 1e-24 * n * Math.Max(meanY[j] * meanY[j], 1e-200) ? fitted / total : double.NaN;
        }

        return new(new(Moments.Transposed(weights, d, m), m, d), intercepts, rSquared);
    }
}
