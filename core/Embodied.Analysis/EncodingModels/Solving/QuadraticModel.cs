namespace Embodied.Analysis.EncodingModels.Solving;

/// <summary>
/// Minimises g·d + ½ dᵀ H d + penalty(w + d) over d by cyclic coordinate descent (Friedman, Hastie and Tibshirani 2010), for a group lasso by block
/// proximal steps (Yuan and Lin 2006).
/// </summary>
internal sealed class QuadraticModel
{
    private const int MostSweeps = 2000;
    private const double Settled = 1e-15;

    private readonly double[] _hessian;
    private readonly int _size;
    private readonly GlmPenalty _penalty;
    private readonly double[] _blockBounds;

    /// <summary>Prepares a model.</summary>
    /// <param name="hessian">[n × n] without the ridge part of the penalty.</param>
    /// <param name="size">n.</param>
    /// <param name="penalty">The penalty.</param>
    public QuadraticModel(double[] hessian, int size, GlmPenalty penalty)
    {
        (_hessian, _size, _penalty) = (hessian, size, penalty);
        _blockBounds = penalty.Groups is { } groups ? [.. groups.Select(Bound)] : [];
    }

    /// <summary>The best d.</summary>
    /// <param name="scale">Multiplies H.</param>
    /// <param name="gradient">g, without the ridge part.</param>
    /// <param name="weights">w.</param>
    public double[] Solve(double scale, ReadOnlySpan<double> gradient, ReadOnlySpan<double> weights)
    {
        var (d, slope) = (new double[_size], gradient.ToArray());
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var largest = _penalty.Groups is { } groups ? Blocks(groups, scale, weights, d, slope) : Coordinates(scale, weights, d, slope);
            if (largest <= Settled)
                break;
        }

        return d;
    }

    private double Coordinates(double scale, ReadOnlySpan<double> weights, double[] d, double[] slope)
    {
        var largest = 0.0;
        for (var j = 0; j < _size; j++)
        {
            var curvature = (scale * _hessian[(j * _size) + j]) + _penalty.RidgePart;
            if (curvature <= 0)
                continue;
            var old = weights[j] + d[j];
            var best = Shrink((curvature * old) - slope[j] - (_penalty.RidgePart * old), _penalty.LassoPart) / curvature;
            largest = Math.Max(largest, Move(j, best - old, scale, d, slope) * Math.Sqrt(curvature));
            if (best == 0)
                d[j] = -weights[j];
        }

        return largest;
    }

    private double Blocks(IReadOnlyList<int[]> groups, double scale, ReadOnlySpan<double> weights, double[] d, double[] slope)
    {
        var largest = 0.0;
        for (var g = 0; g < groups.Count; g++)
        {
            var (group, bound) = (groups[g], scale * _blockBounds[g]);
            if (bound <= 0)
                continue;
            var target = new double[group.Length];
            var norm = 0.0;
            for (var i = 0; i < group.Length; i++)
            {
                target[i] = weights[group[i]] + d[group[i]] - (slope[group[i]] / bound);
                norm += target[i] * target[i];
            }

            var keep = Math.Max(0, 1 - (_penalty.Strength * Math.Sqrt(group.Length) / (bound * Math.Sqrt(norm))));
            for (var i = 0; i < group.Length; i++)
            {
                largest = Math.Max(largest, Move(group[i], (keep * target[i]) - weights[group[i]] - d[group[i]], scale, d, slope) * Math.Sqrt(bound));
                if (keep == 0)
                    d[group[i]] = -weights[group[i]];
            }
        }

        return largest;
    }

    private double Move(int j, double by, double scale, double[] d, double[] slope)
    {
        if (by == 0)
            return 0;
        d[j] += by;
        System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(_hessian.AsSpan(j * _size, _size), scale * by, slope, slope);
        return Math.Abs(by);
    }

    /// <summary>Largest eigenvalue of a diagonal block, bounded from above by its largest row sum.</summary>
    private double Bound(int[] group) => group.Max(i => group.Sum(j => Math.Abs(_hessian[(i * _size) + j])));

    private static double Shrink(double x, double by) => Math.CopySign(Math.Max(0, Math.Abs(x) - by), x);
}
