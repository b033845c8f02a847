using System.Numerics;
using System.Runtime.InteropServices;

namespace Embodied.Numerics;

/// <summary>
/// Solves symmetric positive definite systems in place, row-major, lower triangle (Golub and Van Loan 2013, 4.2). Allocates nothing and gives up where a
/// matrix is not definite: for every frame and every step. <see cref="Cholesky"/> leaves out directions without variance instead.
/// </summary>
public static class PositiveDefinite
{
    /// <summary>A = L Lᵀ; the lower triangle of <paramref name="matrix"/> becomes L. False when A is not positive definite.</summary>
    public static bool Factor(Span<double> matrix, int size)
    {
        for (var i = 0; i < size; i++)
        {
            var row = matrix.Slice(i * size, size);
            for (var j = 0; j < i; j++)
                row[j] = (row[j] - Dot(row[..j], matrix.Slice(j * size, j))) / matrix[(j * size) + j];
            var pivot = row[i] - Dot(row[..i], row[..i]);
            if (!(pivot > 0))
                return false;
            row[i] = Math.Sqrt(pivot);
        }
        return true;
    }

    /// <summary>Replaces <paramref name="vector"/> b by the solution x of L Lᵀ x = b.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int size, Span<double> vector)
    {
        for (var i = 0; i < size; i++)
            vector[i] = (vector[i] - Dot(factor.Slice(i * size, i), vector[..i])) / factor[(i * size) + i];
        for (var i = size - 1; i >= 0; i--)
        {
            vector[i] /= factor[(i * size) + i];
            var x = vector[i];
            var row = factor.Slice(i * size, i);
            for (var j = 0; j < i; j++)
                vector[j] -= x * row[j];
        }
    }

    /// <summary>Replaces <paramref name="vector"/> b by the solution x of A x = b; the lower triangle of A becomes L. False when A is not positive definite.</summary>
    /// <param name="matrix">A, [size × size].</param>
    /// <param name="size">Unknowns.</param>
    /// <param name="vector">b, [size].</param>
    public static bool FactorAndSolve(Span<double> matrix, int size, Span<double> vector)
    {
        if (!Factor(matrix, size))
            return false;
        Solve(matrix, size, vector);
        return true;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var va = MemoryMarshal.Cast<double, Vector<double>>(a);
        var vb = MemoryMarshal.Cast<double, Vector<double>>(b);
        var sum = Vector<double>.Zero;
        for (var i = 0; i < va.Length; i++)
            sum += va[i] * vb[i];
        var total = Vector.Sum(sum);
        for (var i = va.Length * Vector<double>.Count; i < a.Length; i++)
            total += a[i] * b[i];
        return total;
    }
}
