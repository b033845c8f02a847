using System.Numerics;
using System.Runtime.InteropServices;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Linear;

/// <summary>Means and cross products of samples in rows.</summary>
internal static class Moments
{
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
        for (var row = 0; row < rows; row++)
        {
            var right = y.AsSpan(row * m, m);
            for (var i = 0; i < d; i++)
                AddScaled(product.AsSpan(i * m, m), right, x[(row * d) + i]);
        }

        return product;
    }

    public static double[] Transposed(double[] a, int rows, int columns)
    {
        var t = new double[a.Length];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
                t[(j * rows) + i] = a[(i * columns) + j];
        return t;
    }

    private static void AddScaled(Span<double> sum, ReadOnlySpan<double> values, double scale)
    {
        var sums = MemoryMarshal.Cast<double, Vector<double>>(sum);
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        for (var i = 0; i < sums.Length; i++)
            sums[i] += vectors[i] * scale;
        for (var i = sums.Length * Vector<double>.Count; i < sum.Length; i++)
            sum[i] += values[i] * scale;
    }
}
