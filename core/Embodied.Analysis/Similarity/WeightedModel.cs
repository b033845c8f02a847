using System.Numerics.Tensors;

namespace Embodied.Analysis.Similarity;

/// <summary>A sum of dissimilarity vectors with weights of at least 0, fitted to a subject.</summary>
internal static class WeightedModel
{
    private const int MostSweeps = 10_000;

    /// <summary>Fits to each of two independent measurements of a subject and compares with the other: what more parts gain by chance is lost there.</summary>
    /// <param name="parts">Dissimilarity vectors.</param>
    /// <param name="halves">Two vectors of the subject; otherwise nothing is given back.</param>
    /// <param name="sigma">Noise covariance of conditions; the identity when null.</param>
    /// <returns>The whitened cosine with the half that was not fitted to, 0 where all weights are, and the weights.</returns>
    public static IEnumerable<(double Similarity, double[] Weights)> AcrossHalves(IReadOnlyList<double[]> parts, IReadOnlyList<double[]> halves, double[]? sigma = null)
    {
        if (halves.Count != 2)
            yield break;
        for (var half = 0; half < 2; half++)
        {
            var weights = Fit(parts, halves[half], sigma);
            double[] sum = [.. Enumerable.Range(0, halves[0].Length).Select(k => parts.Select((p, i) => weights[i] * p[k]).Sum())];
            yield return (weights.All(w => w == 0) ? 0 : Comparators.Compare(Comparator.WhitenedCosine, sum, halves[1 - half], sigma), weights);
        }
    }

    /// <summary>
    /// The weights whose sum is nearest to a vector in the whitened metric, and so of largest whitened cosine (non-negative least squares by coordinate
    /// descent; Lawson and Hanson 1974 for the conditions of its optimum).
    /// </summary>
    /// <param name="parts">Dissimilarity vectors.</param>
    /// <param name="target">What to come near.</param>
    /// <param name="sigma">Noise covariance of conditions; the identity when null.</param>
    public static double[] Fit(IReadOnlyList<double[]> parts, double[] target, double[]? sigma = null)
    {
        var whitened = new WhitenedCosine(Pairs.Conditions(target.Length), sigma);
        double[][] x = [.. parts.Select(whitened.Whiten)];
        var residual = whitened.Whiten(target);
        var (weights, squares) = (new double[x.Length], x.Select(v => TensorPrimitives.Dot<double>(v, v)).ToArray());
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var moved = 0.0;
            for (var j = 0; j < x.Length; j++)
            {
                if (squares[j] == 0)
                    continue;
                var next = Math.Max(0, weights[j] + (TensorPrimitives.Dot<double>(x[j], residual) / squares[j]));
                TensorPrimitives.MultiplyAdd(x[j], weights[j] - next, residual, residual);
                moved = Math.Max(moved, Math.Abs(next - weights[j]) * Math.Sqrt(squares[j]));
                weights[j] = next;
            }

            if (moved <= 1e-15 * TensorPrimitives.Norm<double>(residual))
                break;
        }

        return weights;
    }
}
