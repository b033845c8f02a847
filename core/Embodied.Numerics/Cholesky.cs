namespace Embodied.Numerics;

/// <summary>Factors and solves symmetric positive (semi)definite systems: A = L Lᵀ (Golub and Van Loan 2013, 4.2).</summary>
public static class Cholesky
{
    /// <summary>Overwrites the lower triangle of A with L; the upper triangle is not read.</summary>
    /// <param name="a">[n × n], row-major.</param>
    /// <param name="n">Size.</param>
    /// <param name="threshold">
    /// Pivots of at most this share of the largest diagonal element are taken for directions without variance: they are left out, and a solution is
    /// 0 there.
    /// </param>
    /// <returns>How many directions were kept: the numerical rank.</returns>
    public static int Factor(double[] a, int n, double threshold = 1e-12)
    {
        var largest = 0.0;
        for (var i = 0; i < n; i++)
            largest = Math.Max(largest, a[(i * n) + i]);
        var rank = 0;
        for (var j = 0; j < n; j++)
        {
            var row = a.AsSpan(j * n, j);
            var rest = a[(j * n) + j] - Dot(row, row);
            var pivot = rest > threshold * largest ? Math.Sqrt(rest) : double.PositiveInfinity;
            rank += double.IsFinite(pivot) ? 1 : 0;
            a[(j * n) + j] = pivot;
            for (var i = j + 1; i < n; i++)
                a[(i * n) + j] = (a[(i * n) + j] - Dot(a.AsSpan(i * n, j), row)) / pivot;
        }

        return rank;
    }

    /// <summary>Solves L x = b in place for one right-hand side.</summary>
    public static void Forward(ReadOnlySpan<double> factor, int n, Span<double> b)
    {
        for (var i = 0; i < n; i++)
            b[i] = (b[i] - Dot(factor.Slice(i * n, i), b[..i])) / factor[(i * n) + i];
    }

    /// <summary>Solves Lᵀ x = b in place for one right-hand side.</summary>
    public static void Backward(ReadOnlySpan<double> factor, int n, Span<double> b)
    {
        for (var i = n - 1; i >= 0; i--)
        {
            b[i] /= factor[(i * n) + i];
            var x = b[i];
            for (var k = 0; k < i; k++)
                b[k] -= factor[(i * n) + k] * x;
        }
    }

    /// <summary>Solves A X = B in place of B.</summary>
    /// <param name="a">[n × n]; overwritten by its factor. Directions without any variance are left out (their solution is 0).</param>
    /// <param name="n">Size.</param>
    /// <param name="b">[n × m], right-hand sides in columns.</param>
    /// <param name="m">Right-hand sides.</param>
    /// <returns>The numerical rank of A.</returns>
    public static int Solve(double[] a, int n, double[] b, int m)
    {
        var rank = Factor(a, n);
        var column = new double[n];
        for (var j = 0; j < m; j++)
        {
            for (var i = 0; i < n; i++)
                column[i] = b[(i * m) + j];
            Forward(a, n, column);
            Backward(a, n, column);
            for (var i = 0; i < n; i++)
                b[(i * m) + j] = column[i];
        }

        return rank;
    }

    /// <summary>The inverse of A, [n × n]; A is overwritten by its factor.</summary>
    /// <exception cref="ArithmeticException">A is singular.</exception>
    public static double[] Inverse(double[] a, int n)
    {
        var inverse = new double[n * n];
        for (var i = 0; i < n; i++)
            inverse[(i * n) + i] = 1;
        return Solve(a, n, inverse, n) == n ? inverse : throw new ArithmeticException("The matrix is singular.");
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => System.Numerics.Tensors.TensorPrimitives.Dot(x, y);
}
