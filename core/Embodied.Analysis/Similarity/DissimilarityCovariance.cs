using System.Numerics.Tensors;
using Embodied.Numerics;

namespace Embodied.Analysis.Similarity;

/// <summary>How cross-validated distances vary and covary (Diedrichsen et al. 2016, arXiv 1607.01371; 2021).</summary>
internal static class DissimilarityCovariance
{
    /// <summary>
    /// V = 4/M Δ∘Ξ + 2/(M (M − 1)) Ξ∘Ξ tr(Σₚ²)/P², Δ = C U Σₚ Uᵀ Cᵀ/P², for balanced crossnobis distances with the identity as precision: the signal's
    /// share and the noise's.
    /// </summary>
    /// <param name="patterns">True mean patterns U, [conditions × channels].</param>
    /// <param name="between">Σ of the noise between conditions, [conditions²].</param>
    /// <param name="channels">Σₚ of the noise between channels, [channels²].</param>
    /// <param name="folds">M, at least 2.</param>
    /// <returns>[pairs²].</returns>
    public static double[] Crossnobis(Sdk.Analysis.Matrix patterns, double[] between, double[] channels, int folds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var (n, p) = (patterns.Rows, patterns.Columns);
        var (weighted, signal) = (new double[n * p], new double[n * n]);
        MatrixProduct.Multiply(patterns.Values, n, p, channels, p, weighted);
        MatrixProduct.Multiply(weighted, n, p, Moments.Transposed(patterns.Values, n, p), n, signal);
        TensorPrimitives.Divide(signal, (double)p * p, signal);
        var (delta, xi) = (Contrasts(signal, n), Contrasts(between, n));
        var noise = 2.0 / (folds * (folds - 1)) * TensorPrimitives.Dot<double>(channels, channels) / ((double)p * p);
        return [.. delta.Zip(xi, (d, x) => (4.0 / folds * d * x) + (noise * x * x))];
    }

    private static double[] Contrasts(double[] matrix, int n)
    {
        var pairs = Pairs.Of(n).ToArray();
        return [.. pairs.SelectMany(p => pairs.Select(q =>
            matrix[(p.First * n) + q.First] - matrix[(p.First * n) + q.Second] - matrix[(p.Second * n) + q.First] + matrix[(p.Second * n) + q.Second]))];
    }
}
