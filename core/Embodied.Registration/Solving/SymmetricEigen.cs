namespace Embodied.Registration.Solving;

/// <summary>Eigenvalues of small symmetric matrices by cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, section 8.5).</summary>
internal static class SymmetricEigen
{
    /// <summary>The diagonal of <paramref name="matrix"/> becomes the eigenvalues, the columns of <paramref name="vectors"/> the eigenvectors.</summary>
    public static void Jacobi(Span<double> matrix, Span<double> vectors, int size)
    {
        vectors.Clear();
        for (var i = 0; i < size; i++)
            vectors[(i * size) + i] = 1;
        for (var sweep = 0; sweep < 50 && OffDiagonal(matrix, size) > 0; sweep++)
        {
            for (var p = 0; p < size - 1; p++)
            {
                for (var q = p + 1; q < size; q++)
                    Rotate(matrix, vectors, size, p, q);
            }
        }
    }

    private static double OffDiagonal(ReadOnlySpan<double> matrix, int size)
    {
        double off = 0, all = 0;
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var square = matrix[(i * size) + j] * matrix[(i * size) + j];
                all += square;
                off += i == j ? 0 : square;
            }
        }
        return off > all * 1e-32 ? off : 0;
    }

    private static void Rotate(Span<double> a, Span<double> v, int n, int p, int q)
    {
        var apq = a[(p * n) + q];
        if (apq == 0)
            return;
        var theta = (a[(q * n) + q] - a[(p * n) + p]) / (2 * apq);
        var t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var c = 1 / Math.Sqrt((t * t) + 1);
        var s = t * c;
        for (var i = 0; i < n; i++)
        {
            var (x, y) = (a[(i * n) + p], a[(i * n) + q]);
            (a[(i * n) + p], a[(i * n) + q]) = ((c * x) - (s * y), (s * x) + (c * y));
        }
        for (var i = 0; i < n; i++)
        {
            var (x, y) = (a[(p * n) + i], a[(q * n) + i]);
            (a[(p * n) + i], a[(q * n) + i]) = ((c * x) - (s * y), (s * x) + (c * y));
            (x, y) = (v[(i * n) + p], v[(i * n) + q]);
            (v[(i * n) + p], v[(i * n) + q]) = ((c * x) - (s * y), (s * x) + (c * y));
        }
    }
}
