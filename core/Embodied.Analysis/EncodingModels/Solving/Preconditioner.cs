using System.Numerics.Tensors;
using Embodied.Numerics;

namespace Embodied.Analysis.EncodingModels.Solving;

/// <summary>
/// The inverse of κ Cov(X) + ρ I for any κ and ρ from one eigendecomposition, which all units share: near the null model the curvature of a unit's loss
/// is its κ times the covariance.
/// </summary>
internal sealed class Preconditioner
{
    /// <summary>Directions with less than this share of the largest variance are rounding.</summary>
    private const double Negligible = 1e-13;

    private readonly double[] _center;
    private readonly double[] _values;
    private readonly double[] _vectors;

    public Preconditioner(PopulationLoss loss)
    {
        (_center, Features) = (loss.CenterOfX, loss.Features);
        (_values, _vectors) = SymmetricEigen.Decompose(loss.Covariance(), Features);
        Rank = _values.Count(v => v > Negligible * _values[0]);
    }

    public int Features { get; }

    /// <summary>Directions that vary.</summary>
    public int Rank { get; }

    /// <summary>Applies it to a gradient by (weights, intercept), in place.</summary>
    /// <param name="gradient">[features + 1].</param>
    /// <param name="curvature">κ.</param>
    /// <param name="ridge">ρ.</param>
    public void Apply(Span<double> gradient, double curvature, double ridge)
    {
        var weights = gradient[..Features];
        var intercept = gradient[Features];
        TensorPrimitives.MultiplyAdd(_center, -intercept, weights, weights);
        var from = weights.ToArray();
        weights.Clear();
        for (var i = 0; i < Features; i++)
        {
            var direction = _vectors.AsSpan(i * Features, Features);
            var scale = (curvature * Math.Max(_values[i], 0)) + ridge;

            // Without a penalty nothing changes along a direction in which the features do not vary.
            if (i < Rank || ridge > 0)
                TensorPrimitives.MultiplyAdd(direction, TensorPrimitives.Dot<double>(direction, from) / scale, weights, weights);
        }

        gradient[Features] = (intercept / curvature) - TensorPrimitives.Dot<double>(_center, weights);
    }
}
