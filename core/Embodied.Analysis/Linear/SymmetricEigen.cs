namespace Embodied.Analysis.Linear;

/// <summary>Eigenvalues and vectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan 2013, 8.5).</summary>
public static class SymmetricEigen
{
    private const int MostSweeps = 60;

    /// <summary>Decomposes a matrix; it is overwritten.</summary>
    /// <param name="a">[n × n], symmetric.</param>
    /// <param name="n">Size.</param>
    /// <returns>Eigenvalues, descending, and unit vectors in rows in the same order.</returns>
    public static (double[] Values, double[] Vectors) Decompose(double[] a, int n)
    {
        var vectors = new double[n * n];
        for (var i = 0; i < n; i++)
            vectors[(i * n) + i] = 1;
        for (var sweep = 0; sweep < MostSweeps && OffDiagonal(a, n) > 1e-28 * Trace(a, n); sweep++)
        {
            for (var p = 0; p < n - 1; p++)
                for (var q = p + 1; q < n; q++)
                    Rotate(a, vectors, n, p, q);
        }

        var order = Enumerable.Range(0, n).OrderByDescending(i => a[(i * n) + i]).ToArray();
        return ([.. order.Select(i => a[(i * n) + i])], [.. order.SelectMany(i => vectors.AsSpan(i * n, n).ToArray())]);
    }

    private static void Rotate(double[] a, double[] vectors, int n, int p, int q)
    {
        var apq = a[(p * n) + q];
        if (apq == 0)
            return;
        var theta = (a[(q * n) + q] - a[(p * n) + p]) / (2 * apq);
        var t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var c = 1 / Math.Sqrt((t * t) + 1);
        var s = t * c;
        for (var k = 0; k < n; k++)
        {
            var (kp, kq) = (a[(k * n) + p], a[(k * n) + q]);
            (a[(k * n) + p], a[(k * n) + q]) = ((c * kp) - (s * kq), (s * kp) + (c * kq));
        }

        for (var k = 0; k < n; k++)
        {
            var (pk, qk) = (a[(p * n) + k], a[(q * n) + k]);
            (a[(p * n) + k], a[(q * n) + k]) = ((c * pk) - (s * qk), (s * pk) + (c * qk));
            var (vp, vq) = (vectors[(p * n) + k], vectors[(q * n) + k]);
            (vectors[(p * n) + k], vectors[(q * n) + k]) = ((c * vp) - (s * vq), (s * vp) + (c * vq));
        }
    }

    private static double OffDiagonal(double[] a, int n)
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                sum += i == j ? 0 : a[(i * n) + j] * a[(i * n) + j];
        return sum;
    }

    private static double Trace(double[] a, int n)
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++)
            sum += a[(i * n) + i] * a[(i * n) + i];
        return sum;
    }
}
