using Embodied.Numerics;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Linear;

/// <summary>Principal components from the covariance of samples in rows (denominator n − 1).</summary>
internal static class Components
{
    /// <summary>All components. The sign of each direction makes its largest element positive.</summary>
    /// <exception cref="ArgumentException">There are fewer than two samples.</exception>
    public static PrincipalComponents Of(Matrix samples)
    {
        if (samples.Rows < 2)
            throw new ArgumentException($"{samples.Rows} samples have no variance.", nameof(samples));
        var d = samples.Columns;
        var (centred, _) = Moments.Centred(samples);
        var covariance = Moments.Product(centred, d, centred, d, samples.Rows);
        for (var i = 0; i < covariance.Length; i++)
            covariance[i] /= samples.Rows - 1;
        var (variances, directions) = SymmetricEigen.Decompose(covariance, d);
        for (var i = 0; i < d; i++)
            FixSign(directions.AsSpan(i * d, d));
        var scores = new double[samples.Rows * d];
        for (var row = 0; row < samples.Rows; row++)
            for (var i = 0; i < d; i++)
                scores[(row * d) + i] = System.Numerics.Tensors.TensorPrimitives.Dot<double>(centred.AsSpan(row * d, d), directions.AsSpan(i * d, d));
        return new([.. variances.Select(v => Math.Max(0, v))], new(directions, d, d), new(scores, samples.Rows, d));
    }

    private static void FixSign(Span<double> direction)
    {
        var largest = 0;
        for (var i = 1; i < direction.Length; i++)
            largest = Math.Abs(direction[i]) > Math.Abs(direction[largest]) ? i : largest;
        if (direction[largest] >= 0)
            return;
        foreach (ref var x in direction)
            x = -x;
    }
}
