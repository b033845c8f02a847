using System.Numerics.Tensors;
using Embodied.Analysis.Linear;
using Embodied.Numerics;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Similarity;

/// <summary>Canonical correlations of two sets of variables (Hotelling 1936) and what is made of them to compare representations.</summary>
internal static class CanonicalCorrelation
{
    /// <summary>The correlations, descending: singular values of QₓᵀQᵧ for orthonormal bases of the centred columns (Björck and Golub 1973).</summary>
    public static double[] Of(Matrix x, Matrix y) => Decompose(x, y).Correlations;

    /// <summary>After each set keeps the components that hold a share of its variance (Raghu et al. 2017).</summary>
    public static double[] OfComponents(Matrix x, Matrix y, double share = 0.99) => Of(Kept(x, share), Kept(y, share));

    /// <summary>Mean of the correlations weighted by how much of x each direction accounts for (Morcos et al. 2018).</summary>
    public static double Projected(Matrix x, Matrix y)
    {
        var (correlations, directions, rank) = Decompose(x, y);
        var (centred, weights) = (Moments.Centred(x).Centred, new double[rank]);
        var products = new double[rank * x.Columns];
        MatrixProduct.Multiply(directions, rank, x.Rows, centred, x.Columns, products);
        for (var i = 0; i < rank; i++)
            weights[i] = products.AsSpan(i * x.Columns, x.Columns).ToArray().Sum(Math.Abs);
        return TensorPrimitives.Dot<double>(weights, correlations) / weights.Sum();
    }

    /// <summary>With k I added to both covariances (Vinod 1976): singular values of L₁⁻¹ C₁₂ L₂⁻ᵀ, C + k I = L Lᵀ.</summary>
    /// <param name="x">Samples in rows.</param>
    /// <param name="y">The same samples.</param>
    /// <param name="ridge">k &gt; 0, on the scale of covariances with n − 1 in the denominator.</param>
    public static double[] Regularized(Matrix x, Matrix y, double ridge)
    {
        var (a, b) = (Moments.Centred(x).Centred, Moments.Centred(y).Centred);
        var (p, q) = (x.Columns, y.Columns);
        var (left, right, cross) = (Factor(a, p), Factor(b, q), Covariance(a, p, b, q));
        cross = Moments.Transposed(cross, p, q);
        for (var j = 0; j < q; j++)
            Cholesky.Forward(left, p, cross.AsSpan(j * p, p));
        cross = Moments.Transposed(cross, q, p);
        for (var i = 0; i < p; i++)
            Cholesky.Forward(right, q, cross.AsSpan(i * q, q));
        return SingularValues.Of(cross, p, q);

        double[] Covariance(double[] u, int m, double[] v, int k) => [.. Moments.Product(u, m, v, k, x.Rows).Select(c => c / (x.Rows - 1))];

        double[] Factor(double[] u, int m)
        {
            var covariance = Covariance(u, m, u, m);
            for (var i = 0; i < m; i++)
                covariance[(i * m) + i] += ridge;
            Cholesky.Factor(covariance, m);
            return covariance;
        }
    }

    private static (double[] Correlations, double[] Directions, int Rank) Decompose(Matrix x, Matrix y)
    {
        var (qx, qy) = (OrthonormalRows(x), OrthonormalRows(y));
        var (p, q) = (qx.Length / x.Rows, qy.Length / x.Rows);
        var product = new double[p * q];
        MatrixProduct.Multiply(qx, p, x.Rows, Moments.Transposed(qy, q, x.Rows), q, product);
        var (values, left, _) = SingularValues.Decompose(product, p, q);
        var rank = values.Length;
        var directions = new double[rank * x.Rows];
        MatrixProduct.Multiply(left, rank, p, qx, x.Rows, directions);
        return ([.. values.Select(v => Math.Min(1, v))], directions, rank);
    }

    /// <summary>An orthonormal basis of the centred columns, one in each row, by Gram and Schmidt with a second pass; dependent columns are left out.</summary>
    private static double[] OrthonormalRows(Matrix x)
    {
        var columns = Moments.Transposed(Moments.Centred(x).Centred, x.Rows, x.Columns);
        var kept = new List<double[]>();
        for (var j = 0; j < x.Columns; j++)
        {
            var column = columns.AsSpan(j * x.Rows, x.Rows).ToArray();
            var before = TensorPrimitives.Norm<double>(column);
            for (var pass = 0; pass < 2; pass++)
                foreach (var q in kept)
                    TensorPrimitives.MultiplyAdd(q, -TensorPrimitives.Dot<double>(q, column), column, column);
            var after = TensorPrimitives.Norm<double>(column);
            if (!(after > 1e-12 * before))
                continue;
            TensorPrimitives.Divide(column, after, column);
            kept.Add(column);
        }

        return [.. kept.SelectMany(q => q)];
    }

    private static Matrix Kept(Matrix x, double share)
    {
        var components = Components.Of(x);
        var count = components.CountFor(share);
        return new([.. Enumerable.Range(0, x.Rows).SelectMany(r => components.Scores.Row(r)[..count].ToArray())], x.Rows, count);
    }
}
