using System.Numerics.Tensors;

namespace Embodied.Numerics;

/// <summary>Singular value decomposition by one-sided Jacobi rotations (Golub and Van Loan 2013, 8.6.3): small singular values keep their relative accuracy.</summary>
public static class SingularValues
{
    private const int MostSweeps = 60;
    private const double Orthogonal = 1e-15;

    /// <summary>The singular values, descending, as many as the smaller side.</summary>
    public static double[] Of(ReadOnlySpan<double> a, int rows, int columns) => Decompose(a, rows, columns).Values;

    /// <summary>A = Σ sᵢ uᵢ vᵢᵀ.</summary>
    /// <param name="a">[rows × columns].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <returns>Values, descending; left vectors in rows, [values × rows]; right vectors in rows, [values × columns]. Vectors of zero values are 0.</returns>
    public static (double[] Values, double[] Left, double[] Right) Decompose(ReadOnlySpan<double> a, int rows, int columns)
    {
        if (rows > columns)
        {
            var (values, right, left) = Decompose(Moments.Transposed(a.ToArray(), rows, columns), columns, rows);
            return (values, left, right);
        }

        // Rows are rotated until they are orthogonal: their lengths are the values, their directions the right vectors.
        var (work, turns) = (a.ToArray(), new double[rows * rows]);
        for (var i = 0; i < rows; i++)
            turns[(i * rows) + i] = 1;
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var turned = false;
            for (var p = 0; p < rows - 1; p++)
                for (var q = p + 1; q < rows; q++)
                    turned |= Rotate(work, columns, turns, rows, p, q);
            if (!turned)
                break;
        }

        return Sorted(work, turns, rows, columns);
    }

    private static bool Rotate(double[] work, int columns, double[] turns, int rows, int p, int q)
    {
        var x = work.AsSpan(p * columns, columns);
        var y = work.AsSpan(q * columns, columns);
        double xx = TensorPrimitives.Dot<double>(x, x), yy = TensorPrimitives.Dot<double>(y, y), xy = TensorPrimitives.Dot<double>(x, y);
        if (Math.Abs(xy) <= Orthogonal * Math.Sqrt(xx * yy) || xy == 0)
            return false;
        var theta = (yy - xx) / (2 * xy);
        var t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var c = 1 / Math.Sqrt((t * t) + 1);
        Turn(x, y, c, c * t);
        Turn(turns.AsSpan(p * rows, rows), turns.AsSpan(q * rows, rows), c, c * t);
        return true;
    }

    private static void Turn(Span<double> x, Span<double> y, double c, double s)
    {
        for (var i = 0; i < x.Length; i++)
            (x[i], y[i]) = ((c * x[i]) - (s * y[i]), (s * x[i]) + (c * y[i]));
    }

    private static (double[] Values, double[] Left, double[] Right) Sorted(double[] work, double[] turns, int rows, int columns)
    {
        double[] lengths = [.. Enumerable.Range(0, rows).Select(i => TensorPrimitives.Norm<double>(work.AsSpan(i * columns, columns)))];
        int[] order = [.. Enumerable.Range(0, rows).OrderByDescending(i => lengths[i])];
        var (left, right) = (new double[rows * rows], new double[rows * columns]);
        for (var k = 0; k < rows; k++)
        {
            if (lengths[order[k]] == 0)
                continue;
            turns.AsSpan(order[k] * rows, rows).CopyTo(left.AsSpan(k * rows));
            TensorPrimitives.Divide(work.AsSpan(order[k] * columns, columns), lengths[order[k]], right.AsSpan(k * columns, columns));
        }

        return ([.. order.Select(i => lengths[i])], left, right);
    }
}
