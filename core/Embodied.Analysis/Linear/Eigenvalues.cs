using System.Numerics;

namespace Embodied.Analysis.Linear;

/// <summary>
/// Eigenvalues of a real matrix: reduced to Hessenberg form by Householder reflections, then the shifted QR iteration in complex arithmetic with
/// deflation (Golub and Van Loan 2013, 7.4 and 7.5; Wilkinson's shift). Complex arithmetic costs twice the time of the double-shift form and is half
/// the code.
/// </summary>
internal static class Eigenvalues
{
    private const int MostIterations = 60;

    /// <summary>The eigenvalues, largest modulus first.</summary>
    /// <param name="matrix">[n × n], row-major.</param>
    /// <param name="n">Size.</param>
    /// <exception cref="ArithmeticException">A number is not finite, or the iteration does not settle.</exception>
    public static Complex[] Of(ReadOnlySpan<double> matrix, int n)
    {
        foreach (var x in matrix)
        {
            if (!double.IsFinite(x))
                throw new ArithmeticException($"The matrix holds {x}.");
        }

        var h = Hessenberg(matrix.ToArray(), n);
        var a = h.Select(x => new Complex(x, 0)).ToArray();
        var found = new Complex[n];
        var iterations = 0;
        for (var last = n - 1; last >= 0;)
        {
            var first = Deflate(a, n, last);
            if (first == last)
            {
                found[last--] = a[(first * n) + first];
                iterations = 0;
                continue;
            }

            if (++iterations > MostIterations)
                throw new ArithmeticException("The eigenvalues were not found.");
            Sweep(a, n, first, last, Shift(a, n, last, iterations));
        }

        // Pairs come out of complex arithmetic as conjugates up to rounding; order by modulus, then by the angle.
        return [.. found.Select(Clean).OrderByDescending(z => Math.Round(z.Magnitude, 12)).ThenByDescending(z => z.Imaginary)];

        Complex Clean(Complex z) => Math.Abs(z.Imaginary) <= 1e-12 * Math.Max(1, z.Magnitude) ? new(z.Real, 0) : z;
    }

    private static double[] Hessenberg(double[] a, int n)
    {
        var v = new double[n];
        for (var k = 0; k < n - 2; k++)
        {
            var norm = 0.0;
            for (var i = k + 1; i < n; i++)
                norm += a[(i * n) + k] * a[(i * n) + k];
            norm = Math.Sqrt(norm);
            if (norm == 0)
                continue;
            for (var i = k + 1; i < n; i++)
                v[i] = a[(i * n) + k];
            v[k + 1] += Math.CopySign(norm, v[k + 1]);
            var square = 0.0;
            for (var i = k + 1; i < n; i++)
                square += v[i] * v[i];
            for (var j = 0; j < n; j++)
                Reflect(a, v, k + 1, n, 2 / square, j, n, 0);
            for (var i = 0; i < n; i++)
                Reflect(a, v, k + 1, n, 2 / square, 0, 1, i * n);
        }

        for (var i = 2; i < n; i++)
            Array.Clear(a, i * n, i - 1);
        return a;
    }

    /// <summary>x ← x − β v (v·x) for a column (offset j, stride n) or a row (offset i n, stride 1).</summary>
    private static void Reflect(double[] a, double[] v, int from, int n, double beta, int column, int stride, int row)
    {
        var dot = 0.0;
        for (var i = from; i < n; i++)
            dot += v[i] * a[row + column + (i * stride)];
        dot *= beta;
        for (var i = from; i < n; i++)
            a[row + column + (i * stride)] -= dot * v[i];
    }

    /// <summary>First row of the block that ends at <paramref name="last"/> and does not fall apart; sets what is negligible to 0.</summary>
    private static int Deflate(Complex[] a, int n, int last)
    {
        for (var k = last; k > 0; k--)
        {
            var below = a[(k * n) + k - 1];
            var scale = a[(k * n) + k].Magnitude + a[((k - 1) * n) + k - 1].Magnitude;
            if (below.Magnitude > 2e-16 * (scale == 0 ? 1 : scale))
                continue;
            a[(k * n) + k - 1] = 0;
            return k;
        }

        return 0;
    }

    /// <summary>The eigenvalue of the trailing 2 × 2 block that is nearer to its corner; something else now and then, against cycles.</summary>
    private static Complex Shift(Complex[] a, int n, int last, int iteration)
    {
        var (p, q) = (a[((last - 1) * n) + last - 1], a[((last - 1) * n) + last]);
        var (r, s) = (a[(last * n) + last - 1], a[(last * n) + last]);
        if (iteration % 10 == 0)
            return s + r.Magnitude;
        var half = (p - s) / 2;
        var root = Complex.Sqrt((half * half) + (q * r));
        var (plus, minus) = (half + root, half - root);
        return s + (plus.Magnitude < minus.Magnitude ? plus : minus);
    }

    /// <summary>One QR step on a block: A − σ = QR, A ← RQ + σ, by Givens rotations.</summary>
    private static void Sweep(Complex[] a, int n, int first, int last, Complex shift)
    {
        var rotations = new (double C, Complex S)[last - first];
        for (var k = first; k <= last; k++)
            a[(k * n) + k] -= shift;
        for (var k = first; k < last; k++)
        {
            var (x, y) = (a[(k * n) + k], a[((k + 1) * n) + k]);
            var norm = Math.Sqrt((x.Real * x.Real) + (x.Imaginary * x.Imaginary) + (y.Real * y.Real) + (y.Imaginary * y.Imaginary));
            // c real, s complex with [c s̄ᵀ; −s c] taking (x, y) to (·, 0); x = 0 swaps the rows.
            var phase = x.Magnitude == 0 ? Complex.One : x / x.Magnitude;
            var (c, s) = norm == 0 ? (1.0, Complex.Zero) : (x.Magnitude / norm, phase * Complex.Conjugate(y) / norm);
            rotations[k - first] = (c, s);
            for (var j = k; j <= last; j++)
            {
                var (top, bottom) = (a[(k * n) + j], a[((k + 1) * n) + j]);
                a[(k * n) + j] = (c * top) + (s * bottom);
                a[((k + 1) * n) + j] = (c * bottom) - (Complex.Conjugate(s) * top);
            }
        }

        for (var k = first; k < last; k++)
        {
            var (c, s) = rotations[k - first];
            for (var i = first; i <= Math.Min(k + 1, last); i++)
            {
                var (left, right) = (a[(i * n) + k], a[(i * n) + k + 1]);
                a[(i * n) + k] = (c * left) + (Complex.Conjugate(s) * right);
                a[(i * n) + k + 1] = (c * right) - (s * left);
            }
        }

        for (var k = first; k <= last; k++)
            a[(k * n) + k] += shift;
    }
}
