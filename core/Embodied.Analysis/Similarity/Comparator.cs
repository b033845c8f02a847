using System.Numerics.Tensors;
using Embodied.Numerics;

namespace Embodied.Analysis.Similarity;

/// <summary>How alike two dissimilarity vectors are (Nili et al. 2014; Schütt et al. 2023). Pairs unknown to either are left out.</summary>
public enum Comparator
{
    /// <summary>Cosine of the angle.</summary>
    Cosine,

    /// <summary>Pearson's r.</summary>
    Correlation,

    /// <summary>Whitened unbiased cosine; see <see cref="Similarity.WhitenedCosine"/>.</summary>
    WhitenedCosine,

    /// <summary>The same after each vector's mean is removed.</summary>
    WhitenedCorrelation,

    /// <summary>Spearman's ρ with mean ranks.</summary>
    Spearman,

    /// <summary>Spearman's ρ expected when ties are broken at random.</summary>
    RhoA,

    /// <summary>Kendall's τ-b.</summary>
    TauB,

    /// <summary>Kendall's τ-a.</summary>
    TauA,

    /// <summary>Fidelity of the centred second moments: tr √(√A B √A)/√(tr A tr B).</summary>
    Bures,

    /// <summary>Their squared Bures distance, a dissimilarity: tr A + tr B − 2 tr √(√A B √A).</summary>
    BuresDistance,
}

/// <summary>Evaluates comparators.</summary>
internal static class Comparators
{
    /// <summary>Similarity of every vector of one set to every one of another, [a × b].</summary>
    /// <param name="comparator">Which.</param>
    /// <param name="a">Dissimilarity vectors.</param>
    /// <param name="b">Others over the same conditions.</param>
    /// <param name="sigma">Noise covariance of conditions for the whitened ones; the identity when null.</param>
    public static double[] Compare(Comparator comparator, IReadOnlyList<double[]> a, IReadOnlyList<double[]> b, double[]? sigma = null)
    {
        if (comparator is Comparator.WhitenedCosine or Comparator.WhitenedCorrelation)
        {
            var whitened = new WhitenedCosine(Pairs.Conditions(a[0].Length), sigma);
            return comparator == Comparator.WhitenedCosine ? whitened.Compare(a, b) : whitened.Compare([.. a.Select(Centred)], [.. b.Select(Centred)]);
        }

        return [.. a.SelectMany(x => b.Select(y => Pair(comparator, x, y)))];
    }

    /// <summary>Similarity of two vectors.</summary>
    public static double Compare(Comparator comparator, double[] a, double[] b, double[]? sigma = null) => Compare(comparator, [a], [b], sigma)[0];

    /// <summary>A vector less its mean over known pairs.</summary>
    internal static double[] Centred(double[] d)
    {
        var mean = Statistics.Descriptive.Mean(d);
        return [.. d.Select(x => x - mean)];
    }

    private static double Pair(Comparator comparator, double[] x, double[] y)
    {
        if (comparator is Comparator.Bures or Comparator.BuresDistance)
            return Bures(x, y, comparator == Comparator.BuresDistance);
        int[] known = [.. Enumerable.Range(0, x.Length).Where(k => double.IsFinite(x[k]) && double.IsFinite(y[k]))];
        double[] a = [.. known.Select(k => x[k])], b = [.. known.Select(k => y[k])];
        return comparator switch
        {
            Comparator.Cosine => TensorPrimitives.CosineSimilarity<double>(a, b),
            Comparator.Correlation => TensorPrimitives.CosineSimilarity<double>(Centred(a), Centred(b)),
            Comparator.Spearman => TensorPrimitives.CosineSimilarity<double>(Centred(Ranks.Of(a)), Centred(Ranks.Of(b))),
            Comparator.RhoA => RhoA(a, b),
            _ => Ranks.Kendall(a, b, comparator == Comparator.TauB),
        };
    }

    // 12 Σ (rank − mean)(rank − mean)/(n³ − n): ties in expectation (Schütt et al. 2023).
    private static double RhoA(double[] a, double[] b) =>
        12 * TensorPrimitives.Dot<double>(Centred(Ranks.Of(a)), Centred(Ranks.Of(b))) / (Math.Pow(a.Length, 3) - a.Length);

    private static double Bures(double[] x, double[] y, bool distance)
    {
        var n = Pairs.Conditions(x.Length);
        var whitened = new WhitenedCosine(n);
        var (a, b) = (Root(whitened.Whiten(x), n), Root(whitened.Whiten(y), n));
        var product = new double[n * n];
        MatrixProduct.Multiply(a.Root, n, n, b.Root, n, product);
        var fidelity = SingularValues.Of(product, n, n).Sum();
        return distance ? a.Trace + b.Trace - (2 * fidelity) : fidelity / Math.Sqrt(a.Trace * b.Trace);
    }

    /// <summary>Square root of a symmetric matrix without its negative part, and the trace of the matrix.</summary>
    private static (double[] Root, double Trace) Root(double[] matrix, int n)
    {
        var trace = Enumerable.Range(0, n).Sum(i => matrix[(i * n) + i]);
        var (values, vectors) = SymmetricEigen.Decompose(matrix, n);
        var scaled = (double[])vectors.Clone();
        for (var i = 0; i < n; i++)
            TensorPrimitives.Multiply(scaled.AsSpan(i * n, n), Math.Sqrt(Math.Max(0, values[i])), scaled.AsSpan(i * n, n));
        var root = new double[n * n];
        MatrixProduct.AddTransposed(vectors, n, n, scaled, n, root);
        return (root, trace);
    }
}
