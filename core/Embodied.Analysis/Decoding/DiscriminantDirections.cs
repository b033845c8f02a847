using System.Numerics.Tensors;
using Embodied.Numerics;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Decoding;

/// <summary>The few directions in which the means of classes differ (Fisher 1936; Rao 1948): w that make between-class over within-class variance largest.</summary>
/// <param name="Directions">[directions × features], scaled so that the variance within classes along each is 1; the sign makes the largest element positive.</param>
/// <param name="Shares">Share of the variance between classes along each, descending; they add up to 1.</param>
internal sealed record DiscriminantDirections(Matrix Directions, double[] Shares)
{
    /// <summary>Where means differ by less than this share of the largest difference they differ by rounding.</summary>
    private const double Smallest = 1e-8;

    /// <summary>A sample along the directions, [directions].</summary>
    public double[] Project(ReadOnlySpan<double> sample)
    {
        var projected = new double[Directions.Rows];
        for (var k = 0; k < projected.Length; k++)
            projected[k] = TensorPrimitives.Dot(Directions.Row(k), sample);
        return projected;
    }

    /// <summary>Solves Σ_b w = λ Σ_w w through L⁻¹ Σ_b L⁻ᵀ, Σ_w = L Lᵀ, whose root is that of the weighted means.</summary>
    internal static DiscriminantDirections Of(double[] factor, double[] means, double[] priors)
    {
        var (count, d) = (priors.Length, means.Length / priors.Length);
        var centre = new double[d];
        for (var c = 0; c < count; c++)
            TensorPrimitives.MultiplyAdd(means.AsSpan(c * d, d), priors[c], centre, centre);
        var root = (double[])means.Clone();
        for (var c = 0; c < count; c++)
        {
            var row = root.AsSpan(c * d, d);
            TensorPrimitives.Subtract(row, centre, row);
            TensorPrimitives.Multiply(row, Math.Sqrt(priors[c]), row);
            Cholesky.Forward(factor, d, row);
        }

        var (values, _, right) = SingularValues.Decompose(root, count, d);
        var kept = Math.Min(values.Count(s => s > Smallest * values[0]), count - 1);
        var total = values.Take(kept).Sum(s => s * s);
        for (var k = 0; k < kept; k++)
        {
            var row = right.AsSpan(k * d, d);
            Cholesky.Backward(factor, d, row);
            if (row[TensorPrimitives.IndexOfMaxMagnitude(row)] < 0)
                TensorPrimitives.Negate(row, row);
        }

        return new(new(right[..(kept * d)], kept, d), [.. values.Take(kept).Select(s => s * s / total)]);
    }
}
