using Embodied.Numerics;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Similarity;

/// <summary>Estimates the covariance of noise between channels from residuals.</summary>
internal static class NoiseCovariance
{
    /// <summary>RᵀR/dof.</summary>
    /// <param name="residuals">[observations × channels], observations less the mean of their condition.</param>
    /// <param name="degrees">Observations less the means that were taken out.</param>
    public static double[] Full(Matrix residuals, int degrees)
    {
        var covariance = Moments.Product(residuals.Values, residuals.Columns, residuals.Values, residuals.Columns, residuals.Rows);
        for (var i = 0; i < covariance.Length; i++)
            covariance[i] /= degrees;
        return covariance;
    }

    /// <summary>Variances only.</summary>
    public static double[] Diagonal(Matrix residuals, int degrees)
    {
        var (p, covariance) = (residuals.Columns, Full(residuals, degrees));
        for (var i = 0; i < covariance.Length; i++)
            covariance[i] = i / p == i % p ? covariance[i] : 0;
        return covariance;
    }

    /// <summary>Drawn towards a multiple of the identity (Ledoit and Wolf 2004).</summary>
    public static double[] TowardsIdentity(Matrix residuals, int degrees)
    {
        var (n, p) = (residuals.Rows, residuals.Columns);
        var covariance = Full(residuals, n);
        var mean = Enumerable.Range(0, p).Average(i => covariance[(i * p) + i]);
        var squares = Squares(residuals);
        var (spread, error) = (0.0, 0.0);
        for (var i = 0; i < covariance.Length; i++)
        {
            var target = i / p == i % p ? mean : 0;
            spread += (covariance[i] - target) * (covariance[i] - target);
            error += ((squares[i] / n) - (covariance[i] * covariance[i])) / n;
        }

        var share = spread > 0 ? Math.Min(error, spread) / spread : 0;
        for (var i = 0; i < covariance.Length; i++)
            covariance[i] = ((share * (i / p == i % p ? mean : 0)) + ((1 - share) * covariance[i])) * n / degrees;
        return covariance;
    }

    /// <summary>Correlations drawn towards 0, variances kept (Schäfer and Strimmer 2005).</summary>
    public static double[] TowardsDiagonal(Matrix residuals, int degrees)
    {
        var (n, p) = (residuals.Rows, residuals.Columns);
        var covariance = Full(residuals, degrees);
        var squares = Squares(residuals);
        var (uncertainty, size) = (0.0, 0.0);
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j < p; j++)
            {
                if (i == j)
                    continue;
                var scale = covariance[(i * p) + i] * covariance[(j * p) + j];
                var r = covariance[(i * p) + j] / Math.Sqrt(scale);
                var square = squares[(i * p) + j] / scale * (n - 1) / ((double)degrees * degrees);
                uncertainty += (square - (r * r)) * n / ((double)degrees * degrees);
                size += r * r;
            }
        }

        var share = size > 0 ? Math.Clamp(uncertainty / size, 0, 1) : 1;
        for (var i = 0; i < covariance.Length; i++)
            covariance[i] *= i / p == i % p ? 1 : 1 - share;
        return covariance;
    }

    /// <summary>
    /// Covariance of the noise between the condition estimates of one fold, [conditions × conditions]: scatter of fold means about their mean over
    /// folds, averaged over channels. Pairs seen in fewer than two common folds have covariance 0.
    /// </summary>
    /// <param name="patterns">Patterns.</param>
    /// <param name="precision">Inverse of the noise covariance of channels, which whitens them; the identity when null.</param>
    public static double[] BetweenConditions(PatternSet patterns, double[]? precision = null)
    {
        var (n, channels) = (patterns.ConditionCount, patterns.Channels);
        var folds = Enumerable.Range(0, patterns.FoldCount).Select(f => patterns.Means(i => patterns.Folds[i] == f)).ToArray();
        var centres = Enumerable.Range(0, n).Select(c => Mean([.. folds.Where(f => f[c] is not null).Select(f => f[c]!)], channels)).ToArray();
        var covariance = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var both = folds.Where(f => f[i] is not null && f[j] is not null).ToArray();
                var sum = both.Sum(f => Distances.Form(Distances.Difference(f[i]!, centres[i]), precision, Distances.Difference(f[j]!, centres[j])));
                covariance[(i * n) + j] = both.Length < 2 ? 0 : sum / channels / (both.Length - 1);
            }
        }

        return covariance;
    }

    private static double[] Mean(double[][] patterns, int channels) => [.. Enumerable.Range(0, channels).Select(c => patterns.Average(p => p[c]))];

    // Σ over observations of (rᵢ rⱼ)².
    private static double[] Squares(Matrix residuals)
    {
        double[] squared = [.. residuals.Values.Select(v => v * v)];
        return Moments.Product(squared, residuals.Columns, squared, residuals.Columns, residuals.Rows);
    }
}
