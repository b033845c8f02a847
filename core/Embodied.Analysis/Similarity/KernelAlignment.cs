using System.Numerics.Tensors;
using Embodied.Analysis.Statistics;
using Embodied.Numerics;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Similarity;

/// <summary>Centred kernel alignment of two representations of the same samples (Kornblith et al. 2019).</summary>
internal static class KernelAlignment
{
    /// <summary>|XᵀY|²/(|XᵀX| |YᵀY|) of centred X and Y. Biased upwards where there are more features than samples.</summary>
    public static double Linear(Matrix x, Matrix y)
    {
        var (a, b) = (Moments.Centred(x).Centred, Moments.Centred(y).Centred);
        double Size(double[] p, int d, double[] q, int m)
        {
            var product = Moments.Product(p, d, q, m, x.Rows);
            return TensorPrimitives.Dot<double>(product, product);
        }

        return Size(a, x.Columns, b, y.Columns) / Math.Sqrt(Size(a, x.Columns, a, x.Columns) * Size(b, y.Columns, b, y.Columns));
    }

    /// <summary>The same with the unbiased estimate of Song et al. 2012: about 0 for unrelated representations of any size. The one to use.</summary>
    /// <exception cref="ArgumentException">There are fewer than four samples.</exception>
    public static double Unbiased(Matrix x, Matrix y)
    {
        if (x.Rows < 4)
            throw new ArgumentException($"{x.Rows} samples; the unbiased estimate needs at least 4.", nameof(x));
        var (k, l) = (Gram(x), Gram(y));
        return UnbiasedAlignment(k, l, x.Rows) / Math.Sqrt(UnbiasedAlignment(k, k, x.Rows) * UnbiasedAlignment(l, l, x.Rows));
    }

    /// <summary>With Gaussian kernels exp(−d²/(2 s² m)), m the median of all n² squared distances, the zeros of samples with themselves included.</summary>
    /// <param name="x">Samples in rows.</param>
    /// <param name="y">The same samples.</param>
    /// <param name="width">s.</param>
    public static double Gaussian(Matrix x, Matrix y, double width = 0.8)
    {
        var (k, l) = (CentredKernel(x, width), CentredKernel(y, width));
        return TensorPrimitives.CosineSimilarity<double>(k, l);
    }

    private static double[] Gram(Matrix x)
    {
        var centred = Moments.Centred(x).Centred;
        var gram = new double[x.Rows * x.Rows];
        MatrixProduct.Multiply(centred, x.Rows, x.Columns, Moments.Transposed(centred, x.Rows, x.Columns), x.Rows, gram);
        for (var i = 0; i < x.Rows; i++)
            gram[(i * x.Rows) + i] = 0;
        return gram;
    }

    private static double UnbiasedAlignment(double[] k, double[] l, int n)
    {
        double[] rowsOfK = [.. Enumerable.Range(0, n).Select(i => TensorPrimitives.Sum<double>(k.AsSpan(i * n, n)))];
        double[] rowsOfL = [.. Enumerable.Range(0, n).Select(i => TensorPrimitives.Sum<double>(l.AsSpan(i * n, n)))];
        return TensorPrimitives.Dot<double>(k, l) + (rowsOfK.Sum() * rowsOfL.Sum() / ((n - 1.0) * (n - 2)))
            - (2.0 / (n - 2) * TensorPrimitives.Dot<double>(rowsOfK, rowsOfL));
    }

    private static double[] CentredKernel(Matrix x, double width)
    {
        var n = x.Rows;
        var kernel = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                kernel[(i * n) + j] = Math.Pow(TensorPrimitives.Distance(x.Row(i), x.Row(j)), 2);
        var median = Descriptive.Median(kernel);
        for (var i = 0; i < kernel.Length; i++)
            kernel[i] = Math.Exp(-kernel[i] / (2 * width * width * median));
        double[] means = [.. Enumerable.Range(0, n).Select(i => kernel.AsSpan(i * n, n).ToArray().Average())];
        var mean = means.Average();
        for (var i = 0; i < kernel.Length; i++)
            kernel[i] += mean - means[i / n] - means[i % n];
        return kernel;
    }
}
