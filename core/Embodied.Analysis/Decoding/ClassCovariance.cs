using System.Numerics.Tensors;
using Embodied.Numerics;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Decoding;

/// <summary>Means and covariance within classes.</summary>
internal static class ClassCovariance
{
    /// <summary>Means, [classes × features], and the classes' covariances averaged with their priors, [features²].</summary>
    public static (double[] Means, double[] Covariance) Pooled(Matrix samples, int[] classes, double[] priors, double? shrinkage)
    {
        var d = samples.Columns;
        var (means, pooled) = (new double[priors.Length * d], new double[d * d]);
        for (var c = 0; c < priors.Length; c++)
        {
            int[] members = [.. Enumerable.Range(0, classes.Length).Where(i => classes[i] == c)];
            Matrix own = new([.. members.SelectMany(i => samples.Row(i).ToArray())], members.Length, d);
            var (centred, mean) = Moments.Centred(own);
            mean.CopyTo(means, c * d);
            TensorPrimitives.MultiplyAdd(Shrunk(centred, members.Length, d, shrinkage), priors[c], pooled, pooled);
        }

        return (means, pooled);
    }

    private static double[] Shrunk(double[] centred, int n, int d, double? shrinkage)
    {
        if (shrinkage is { } share)
            return Towards(Covariance(centred, n, d), d, share);
        var deviations = Enumerable.Range(0, d).Select(j => Math.Sqrt(Enumerable.Range(0, n).Sum(i => centred[(i * d) + j] * centred[(i * d) + j]) / n)).ToArray();
        deviations = [.. deviations.Select(s => s > 0 ? s : 1)];
        var standard = (double[])centred.Clone();
        for (var i = 0; i < standard.Length; i++)
            standard[i] /= deviations[i % d];
        var covariance = Covariance(standard, n, d);
        covariance = Towards(covariance, d, LedoitWolf(standard, covariance, n, d));
        for (var i = 0; i < covariance.Length; i++)
            covariance[i] *= deviations[i / d] * deviations[i % d];
        return covariance;
    }

    private static double[] Covariance(double[] centred, int n, int d) => [.. Moments.Product(centred, d, centred, d, n).Select(c => c / n)];

    private static double[] Towards(double[] covariance, int d, double share)
    {
        var mean = Enumerable.Range(0, d).Average(i => covariance[(i * d) + i]);
        for (var i = 0; i < covariance.Length && share > 0; i++)
            covariance[i] = ((1 - share) * covariance[i]) + (i / d == i % d ? share * mean : 0);
        return covariance;
    }

    private static double LedoitWolf(double[] x, double[] covariance, int n, int d)
    {
        double[] squared = [.. x.Select(v => v * v)];
        var fourth = TensorPrimitives.Sum<double>(Moments.Product(squared, d, squared, d, n)) / n;
        var (size, mean) = (TensorPrimitives.Dot<double>(covariance, covariance), Enumerable.Range(0, d).Average(i => covariance[(i * d) + i]));
        var spread = size - (d * mean * mean);
        return spread > 0 ? Math.Min((fourth - size) / n, spread) / spread : 0;
    }
}
