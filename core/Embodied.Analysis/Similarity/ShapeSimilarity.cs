using System.Numerics.Tensors;
using Embodied.Numerics;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Similarity;

/// <summary>Procrustes comparison of two representations of the same samples, blind to rotation, reflection and scale (Williams et al. 2021).</summary>
internal static class ShapeSimilarity
{
    /// <summary>‖XᵀY‖₊/(|X| |Y|) of centred X and Y, ‖·‖₊ the sum of singular values; in [0, 1].</summary>
    public static double Of(Matrix x, Matrix y)
    {
        var (a, b) = (Moments.Centred(x).Centred, Moments.Centred(y).Centred);
        var values = SingularValues.Of(Moments.Product(a, x.Columns, b, y.Columns, x.Rows), x.Columns, y.Columns);
        return values.Sum() / (TensorPrimitives.Norm<double>(a) * TensorPrimitives.Norm<double>(b));
    }

    /// <summary>The angle whose cosine it is [rad].</summary>
    public static double Angle(Matrix x, Matrix y) => Math.Acos(Math.Min(1, Of(x, y)));
}
