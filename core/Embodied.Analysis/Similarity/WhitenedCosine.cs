using System.Numerics.Tensors;
using Embodied.Numerics;

namespace Embodied.Analysis.Similarity;

/// <summary>
/// The whitened unbiased cosine (Diedrichsen et al. 2021): d₁ᵀ V⁻¹ d₂ over its norms, V = Ξ∘Ξ, Ξ = C Σ Cᵀ the covariance of dissimilarities that noise
/// of covariance Σ between conditions causes. With all pairs known d₁ᵀ V⁻¹ d₂ = tr(G₁ Σ⁻¹ G₂ Σ⁻¹) for the centred second moments G = −½ H D Hᵀ,
/// H = I − 1 (1ᵀ Σ⁻¹)/(1ᵀ Σ⁻¹ 1): O(n³) once per vector instead of O(n⁶).
/// </summary>
internal sealed class WhitenedCosine
{
    private readonly int _conditions;
    private readonly double[] _factor;
    private readonly double[] _ones;
    private readonly double[]? _sigma;

    /// <summary>Prepares for a noise covariance.</summary>
    /// <param name="conditions">n.</param>
    /// <param name="sigma">Σ, [n × n], positive definite; the identity when null.</param>
    /// <exception cref="ArgumentException">Σ has the wrong size or is singular.</exception>
    public WhitenedCosine(int conditions, double[]? sigma = null)
    {
        (_conditions, _sigma, _factor, _ones) = (conditions, sigma, new double[conditions * conditions], new double[conditions]);
        if (sigma is not null && sigma.Length != conditions * conditions)
            throw new ArgumentException($"{sigma.Length} covariances for {conditions} conditions.", nameof(sigma));
        for (var i = 0; i < _factor.Length; i++)
            _factor[i] = sigma?[i] ?? (i / conditions == i % conditions ? 1 : 0);
        if (Cholesky.Factor(_factor, conditions) < conditions)
            throw new ArgumentException("The noise covariance of the conditions is singular.", nameof(sigma));
        Array.Fill(_ones, 1);
        Cholesky.Forward(_factor, conditions, _ones);
        TensorPrimitives.Divide(_ones, TensorPrimitives.Norm<double>(_ones), _ones);
    }

    /// <summary>Similarity of every vector of one set to every one of another, [a × b]; vectors with NaN are compared on the pairs both know.</summary>
    public double[] Compare(IReadOnlyList<double[]> a, IReadOnlyList<double[]> b)
    {
        if (a.Concat(b).Any(d => d.Any(double.IsNaN)))
            return Incomplete(a, b);
        double[][] left = [.. a.Select(Unit)], right = [.. b.Select(Unit)];
        return [.. left.SelectMany(x => right.Select(y => TensorPrimitives.Dot<double>(x, y)))];
    }

    /// <summary>Similarity of two vectors.</summary>
    public double Compare(double[] a, double[] b) => Compare([a], [b])[0];

    /// <summary>√(dᵀ V⁻¹ d).</summary>
    public double Norm(double[] dissimilarities) => TensorPrimitives.Norm<double>(Whiten(dissimilarities));

    /// <summary>A vector whose dot product with another of its kind is d₁ᵀ V⁻¹ d₂, [n²].</summary>
    internal double[] Whiten(double[] dissimilarities)
    {
        var n = _conditions;
        var m = Pairs.Square(dissimilarities);
        if (m.Length != n * n)
            throw new ArgumentException($"{dissimilarities.Length} dissimilarities for {n} conditions.", nameof(dissimilarities));

        // M ← L⁻¹ D L⁻ᵀ by solving for rows twice (D is symmetric), then M ← −½ (I − vvᵀ) M (I − vvᵀ).
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < n; i++)
                Cholesky.Forward(_factor, n, m.AsSpan(i * n, n));
            if (pass == 0)
                m = Moments.Transposed(m, n, n);
        }

        var mv = new double[n];
        for (var i = 0; i < n; i++)
            mv[i] = TensorPrimitives.Dot<double>(m.AsSpan(i * n, n), _ones);
        var vmv = TensorPrimitives.Dot<double>(mv, _ones);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                m[(i * n) + j] = -0.5 * (m[(i * n) + j] - (mv[i] * _ones[j]) - (_ones[i] * mv[j]) + (vmv * _ones[i] * _ones[j]));
        return m;
    }

    /// <summary>Covariance of the dissimilarities of some pairs, up to a factor: Ξ∘Ξ.</summary>
    /// <param name="conditions">n.</param>
    /// <param name="sigma">Σ; the identity when null.</param>
    /// <param name="pairs">Which pairs, by their place in a dissimilarity vector.</param>
    internal static double[] Covariance(int conditions, double[]? sigma, int[] pairs)
    {
        var all = Pairs.Of(conditions).ToArray();
        double Noise(int i, int j) => sigma?[(i * conditions) + j] ?? (i == j ? 1 : 0);
        var v = new double[pairs.Length * pairs.Length];
        for (var p = 0; p < pairs.Length; p++)
        {
            for (var q = 0; q < pairs.Length; q++)
            {
                var ((i, j), (k, l)) = (all[pairs[p]], all[pairs[q]]);
                var xi = Noise(i, k) - Noise(i, l) - Noise(j, k) + Noise(j, l);
                v[(p * pairs.Length) + q] = xi * xi;
            }
        }

        return v;
    }

    private double[] Unit(double[] dissimilarities)
    {
        var whitened = Whiten(dissimilarities);
        TensorPrimitives.Divide(whitened, TensorPrimitives.Norm<double>(whitened), whitened);
        return whitened;
    }

    /// <summary>Where all vectors know the same pairs, as after a bootstrap, one factorisation serves them all.</summary>
    private double[] Incomplete(IReadOnlyList<double[]> a, IReadOnlyList<double[]> b)
    {
        var known = Known(a[0], a[0]);
        var alike = a.Concat(b).All(d => Known(d, d).AsSpan().SequenceEqual(known));
        return alike ? Partial(a, b, known) : [.. a.SelectMany(x => b.Select(y => Partial([x], [y], Known(x, y))[0]))];
    }

    private double[] Partial(IReadOnlyList<double[]> a, IReadOnlyList<double[]> b, int[] known)
    {
        if (known.Length == 0)
            return [.. Enumerable.Repeat(double.NaN, a.Count * b.Count)];
        var v = Covariance(_conditions, _sigma, known);
        Cholesky.Factor(v, known.Length);
        double[][] left = [.. a.Select(Whitened)], right = [.. b.Select(Whitened)];
        return [.. left.SelectMany(x => right.Select(y => TensorPrimitives.CosineSimilarity<double>(x, y)))];

        double[] Whitened(double[] d)
        {
            double[] x = [.. known.Select(k => d[k])];
            Cholesky.Forward(v, known.Length, x);
            return x;
        }
    }

    private static int[] Known(double[] a, double[] b) => [.. Enumerable.Range(0, a.Length).Where(k => double.IsFinite(a[k]) && double.IsFinite(b[k]))];
}
