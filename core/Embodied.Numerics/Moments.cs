using Embodied.Sdk.Analysis;

namespace Embodied.Numerics;

/// <summary>Means and cross products of samples in rows.</summary>
public static class Moments
{
    /// <summary>The samples less their mean, and the mean.</summary>
    public static (double[] Centred, double[] Means) Centred(Matrix samples)
    {
        var means = new double[samples.Columns];
        for (var row = 0; row < samples.Rows; row++)
            for (var j = 0; j < samples.Columns; j++)
                means[j] += samples[row, j];
        foreach (ref var mean in means.AsSpan())
            mean /= samples.Rows;
        var centred = (double[])samples.Values.Clone();
        for (var i = 0; i < centred.Length; i++)
            centred[i] -= means[i % samples.Columns];
        return (centred, means);
    }

    /// <summary>Xᵀ Y, [d × m].</summary>
    public static double[] Product(double[] x, int d, double[] y, int m, int rows)
    {
        var product = new double[d * m];
        MatrixProduct.AddTransposed(x, d, rows, y, m, product);
        return product;
    }

    /// <summary>Aᵀ, [columns × rows].</summary>
    public static double[] Transposed(double[] a, int rows, int columns)
    {
        var t = new double[a.Length];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
                t[(j * rows) + i] = a[(i * columns) + j];
        return t;
    }
}
