namespace Embodied.Analysis.Linear;

/// <summary>Solves symmetric positive definite systems.</summary>
internal static class Cholesky
{
    /// <summary>Solves A X = B in place of B.</summary>
    /// <param name="a">[n × n]; overwritten by its factor. Directions without any variance are left out (their solution is 0).</param>
    /// <param name="n">Size.</param>
    /// <param name="b">[n × m], right-hand sides in columns.</param>
    /// <param name="m">Right-hand sides.</param>
    public static void Solve(double[] a, int n, double[] b, int m)
    {
        var largest = Enumerable.Range(0, n).Max(i => a[(i * n) + i]);
        for (var j = 0; j < n; j++)
        {
            for (var k = 0; k < j; k++)
                a[(j * n) + j] -= a[(j * n) + k] * a[(j * n) + k];
            var pivot = a[(j * n) + j] > 1e-12 * largest ? Math.Sqrt(a[(j * n) + j]) : double.PositiveInfinity;
            a[(j * n) + j] = pivot;
            for (var i = j + 1; i < n; i++)
            {
                for (var k = 0; k < j; k++)
                    a[(i * n) + j] -= a[(i * n) + k] * a[(j * n) + k];
                a[(i * n) + j] /= pivot;
            }
        }

        for (var column = 0; column < m; column++)
        {
            for (var i = 0; i < n; i++)
            {
                for (var k = 0; k < i; k++)
                    b[(i * m) + column] -= a[(i * n) + k] * b[(k * m) + column];
                b[(i * m) + column] /= a[(i * n) + i];
            }

            for (var i = n - 1; i >= 0; i--)
            {
                for (var k = i + 1; k < n; k++)
                    b[(i * m) + column] -= a[(k * n) + i] * b[(k * m) + column];
                b[(i * m) + column] /= a[(i * n) + i];
            }
        }
    }
}
