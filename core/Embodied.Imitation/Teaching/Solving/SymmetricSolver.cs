using System.Numerics.Tensors;

namespace Embodied.Imitation.Teaching.Solving;

/// <summary>Solves symmetric positive definite systems of a few dozen unknowns in place (Cholesky), row-major, lower triangle.</summary>
internal static class SymmetricSolver
{
    /// <summary>Replaces <paramref name="vector"/> b by the solution x of A x = b; destroys A. False when A is not positive definite.</summary>
    public static bool Solve(Span<double> matrix, int size, Span<double> vector)
    {
        if (!Factor(matrix, size))
            return false;
        for (var i = 0; i < size; i++)
            vector[i] = (vector[i] - TensorPrimitives.Dot<double>(matrix.Slice(i * size, i), vector[..i])) / matrix[(i * size) + i];
        for (var i = size - 1; i >= 0; i--)
        {
            vector[i] /= matrix[(i * size) + i];
            TensorPrimitives.MultiplyAdd(matrix.Slice(i * size, i), -vector[i], vector[..i], vector[..i]);
        }
        return true;
    }

    // A = L Lᵀ; the lower triangle becomes L.
    private static bool Factor(Span<double> matrix, int size)
    {
        for (var i = 0; i < size; i++)
        {
            var row = matrix.Slice(i * size, size);
            for (var j = 0; j < i; j++)
                row[j] = (row[j] - TensorPrimitives.Dot<double>(row[..j], matrix.Slice(j * size, j))) / matrix[(j * size) + j];
            var pivot = row[i] - TensorPrimitives.Dot<double>(row[..i], row[..i]);
            if (!(pivot > 0))
                return false;
            row[i] = Math.Sqrt(pivot);
        }
        return true;
    }
}
