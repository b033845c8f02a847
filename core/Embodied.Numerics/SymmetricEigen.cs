using System.Numerics.Tensors;

namespace Embodied.Numerics;

/// <summary>
/// Eigenvalues and vectors of a symmetric matrix: Householder tridiagonalisation, then the implicitly shifted QL iteration (Golub and Van Loan
/// 2013, 8.3; Parlett 1998, chapter 8). O(n³), about 0.2 s for n = 400.
/// </summary>
public static class SymmetricEigen
{
    private const int MostIterations = 60;

    /// <summary>Iterations after which what is rounding beside the whole matrix counts as 0, and not only what is rounding beside its neighbours.</summary>
    private const int Patience = 20;

    /// <summary>Decomposes a matrix; it is overwritten.</summary>
    /// <param name="a">[n × n], symmetric.</param>
    /// <param name="n">Size.</param>
    /// <returns>Eigenvalues, descending, and unit vectors in rows in the same order.</returns>
    /// <exception cref="ArithmeticException">A number is not finite, or the iteration does not settle.</exception>
    public static (double[] Values, double[] Vectors) Decompose(double[] a, int n)
    {
        foreach (var x in a)
        {
            if (!double.IsFinite(x))
                throw new ArithmeticException($"The matrix holds {x}.");
        }

        // Rows of z begin as those of Qᵀ, A = Q T Qᵀ, and are rotated into the eigenvectors.
        var z = new double[n * n];
        for (var i = 0; i < n; i++)
            z[(i * n) + i] = 1;
        var (diagonal, beside) = Tridiagonalize(a, z, n);
        Iterate(diagonal, beside, z, n);
        var order = Enumerable.Range(0, n).OrderByDescending(i => diagonal[i]).ToArray();
        return ([.. order.Select(i => diagonal[i])], [.. order.SelectMany(i => z.AsSpan(i * n, n).ToArray())]);
    }

    private static (double[] Diagonal, double[] Beside) Tridiagonalize(double[] a, double[] z, int n)
    {
        var (diagonal, beside) = (new double[n], new double[n]);
        var (v, w) = (new double[n], new double[n]);
        for (var k = 0; k < n - 1; k++)
        {
            diagonal[k] = a[(k * n) + k];
            var size = n - k - 1;
            var x = v.AsSpan(0, size);
            for (var i = 0; i < size; i++)
                x[i] = a[((k + 1 + i) * n) + k];
            var norm = TensorPrimitives.Norm<double>(x);
            beside[k] = k == n - 2 ? x[0] : -Math.CopySign(norm, x[0]);
            if (norm == 0 || k == n - 2)
                continue;
            x[0] -= beside[k];
            var beta = 2 / TensorPrimitives.Dot<double>(x, x);
            var p = w.AsSpan(0, size);
            for (var i = 0; i < size; i++)
                p[i] = beta * TensorPrimitives.Dot(a.AsSpan(((k + 1 + i) * n) + k + 1, size), x);
            TensorPrimitives.MultiplyAdd(x, -beta / 2 * TensorPrimitives.Dot<double>(p, x), p, p);
            for (var i = 0; i < size; i++)
            {
                var row = a.AsSpan(((k + 1 + i) * n) + k + 1, size);
                TensorPrimitives.MultiplyAdd(p, -x[i], row, row);
                TensorPrimitives.MultiplyAdd(x, -p[i], row, row);
            }

            Reflect(z, n, k + 1, x, beta);
        }

        if (n > 0)
            diagonal[n - 1] = a[(n * n) - 1];
        return (diagonal, beside);
    }

    /// <summary>Rows from <paramref name="first"/> on ← (I − β x xᵀ) of them.</summary>
    private static void Reflect(double[] z, int n, int first, ReadOnlySpan<double> x, double beta)
    {
        var sum = new double[n];
        for (var i = 0; i < x.Length; i++)
            TensorPrimitives.MultiplyAdd(z.AsSpan((first + i) * n, n), x[i], sum, sum);
        for (var i = 0; i < x.Length; i++)
        {
            var row = z.AsSpan((first + i) * n, n);
            TensorPrimitives.MultiplyAdd(sum, -beta * x[i], row, row);
        }
    }

    private static void Iterate(double[] d, double[] e, double[] z, int n)
    {
        var norm = n == 0 ? 0 : Math.Max(TensorPrimitives.MaxMagnitude<double>(d), TensorPrimitives.MaxMagnitude<double>(e));
        for (var first = 0; first < n; first++)
        {
            for (var iteration = 0; Last(d, e, n, first, iteration < Patience ? 0 : Math.Abs(4.4e-16 * norm)) is var last && last > first; iteration++)
            {
                if (iteration == MostIterations)
                    throw new ArithmeticException("The eigenvalues were not found.");
                Sweep(d, e, z, n, first, last);
            }
        }
    }

    /// <summary>End of the block that begins at <paramref name="first"/> and does not fall apart.</summary>
    /// <remarks>
    /// The rotations of a block leave errors of its largest number in its smallest: in a matrix of far lower rank than size these keep coming back, and
    /// waiting for them to be small beside numbers that are rounding themselves would not end (Parlett 1998, 8.11: both are within the backward error).
    /// </remarks>
    private static int Last(double[] d, double[] e, int n, int first, double negligible)
    {
        for (var m = first; m < n - 1; m++)
        {
            if (Math.Abs(e[m]) <= Math.Max(negligible, 1.1e-16 * (Math.Abs(d[m]) + Math.Abs(d[m + 1]))))
                return m;
        }

        return n - 1;
    }

    /// <summary>One QL step with Wilkinson's shift, chased upwards as Givens rotations of neighbouring rows.</summary>
    private static void Sweep(double[] d, double[] e, double[] z, int n, int first, int last)
    {
        var half = (d[first + 1] - d[first]) / (2 * e[first]);
        var g = d[last] - d[first] + (e[first] / (half + Math.CopySign(Math.Sqrt((half * half) + 1), half)));
        var (s, c, p) = (1.0, 1.0, 0.0);
        for (var i = last - 1; i >= first; i--)
        {
            var (f, b) = (s * e[i], c * e[i]);
            var r = Math.Sqrt((f * f) + (g * g));
            e[i + 1] = r;
            if (r == 0)
            {
                // The chase has run into an exact zero; what is left is an independent block.
                d[i + 1] -= p;
                e[last] = 0;
                return;
            }

            (s, c) = (f / r, g / r);
            g = d[i + 1] - p;
            r = ((d[i] - g) * s) + (2 * c * b);
            p = s * r;
            d[i + 1] = g + p;
            g = (c * r) - b;
            Rotate(z.AsSpan(i * n, n), z.AsSpan((i + 1) * n, n), c, s);
        }

        d[first] -= p;
        e[first] = g;
        e[last] = 0;
    }

    private static void Rotate(Span<double> upper, Span<double> lower, double c, double s)
    {
        var us = System.Runtime.InteropServices.MemoryMarshal.Cast<double, System.Numerics.Vector<double>>(upper);
        var ls = System.Runtime.InteropServices.MemoryMarshal.Cast<double, System.Numerics.Vector<double>>(lower);
        for (var i = 0; i < us.Length; i++)
            (us[i], ls[i]) = ((us[i] * c) - (ls[i] * s), (us[i] * s) + (ls[i] * c));
        for (var i = us.Length * System.Numerics.Vector<double>.Count; i < upper.Length; i++)
            (upper[i], lower[i]) = ((c * upper[i]) - (s * lower[i]), (s * upper[i]) + (c * lower[i]));
    }
}
