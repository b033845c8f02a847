namespace Embodied.Analysis.EncodingModels;

/// <summary>
/// What a model pays for its weights, on the scale of the mean loss per bin: α (r ‖w‖₁ + (1 − r)/2 ‖w‖²), or α Σ √|g| ‖w_g‖ over groups of columns.
/// The intercept is free.
/// </summary>
internal sealed record GlmPenalty
{
    /// <summary>No penalty.</summary>
    public static GlmPenalty None { get; } = new();

    /// <summary>α ≥ 0.</summary>
    public double Strength { get; private init; }

    /// <summary>r in [0, 1]: 0 is ridge, 1 lasso.</summary>
    public double L1Share { get; private init; }

    /// <summary>Columns of each group of a group lasso; null for none. Every column is in one group.</summary>
    public IReadOnlyList<int[]>? Groups { get; private init; }

    /// <summary>Whether some weights become exactly 0.</summary>
    public bool IsSparse => Strength > 0 && (L1Share > 0 || Groups is not null);

    internal double RidgePart => Groups is null ? Strength * (1 - L1Share) : 0;

    internal double LassoPart => Groups is null ? Strength * L1Share : 0;

    /// <summary>α/2 ‖w‖².</summary>
    public static GlmPenalty Ridge(double strength) => ElasticNet(strength, 0);

    /// <summary>α ‖w‖₁.</summary>
    public static GlmPenalty Lasso(double strength) => ElasticNet(strength, 1);

    /// <summary>α (r ‖w‖₁ + (1 − r)/2 ‖w‖²) (Zou and Hastie 2005).</summary>
    public static GlmPenalty ElasticNet(double strength, double l1Share)
    {
        Check(strength);
        return l1Share is >= 0 and <= 1 ? new() { Strength = strength, L1Share = l1Share }
            : throw new ArgumentOutOfRangeException(nameof(l1Share), l1Share, "The share of the L1 norm lies in [0, 1].");
    }

    /// <summary>α Σ √|g| ‖w_g‖₂ (Yuan and Lin 2006).</summary>
    public static GlmPenalty GroupLasso(double strength, IReadOnlyList<int[]> groups)
    {
        Check(strength);
        return new() { Strength = strength, Groups = groups };
    }

    /// <summary>The penalty of weights.</summary>
    internal double Value(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        if (Groups is null)
        {
            foreach (var w in weights)
                sum += (LassoPart * Math.Abs(w)) + (RidgePart / 2 * w * w);
            return sum;
        }

        foreach (var group in Groups)
            sum += Strength * Math.Sqrt(group.Length) * Norm(weights, group);
        return sum;
    }

    /// <summary>Largest violation of the optimality conditions (Karush–Kuhn–Tucker) given the gradient of the mean loss; 0 at the optimum.</summary>
    internal double Violation(ReadOnlySpan<double> weights, ReadOnlySpan<double> gradient)
    {
        var worst = 0.0;
        if (Groups is null)
        {
            for (var j = 0; j < weights.Length; j++)
            {
                var g = gradient[j] + (RidgePart * weights[j]);
                var violation = weights[j] == 0 ? Math.Max(0, Math.Abs(g) - LassoPart) : Math.Abs(g + (LassoPart * Math.Sign(weights[j])));
                worst = Math.Max(worst, violation);
            }

            return worst;
        }

        foreach (var group in Groups)
        {
            var (norm, price) = (Norm(weights, group), Strength * Math.Sqrt(group.Length));
            if (norm == 0)
                worst = Math.Max(worst, Norm(gradient, group) - price);
            foreach (var j in norm == 0 ? [] : group)
                worst = Math.Max(worst, Math.Abs(gradient[j] + (price * weights[j] / norm)));
        }

        return worst;
    }

    internal static double Norm(ReadOnlySpan<double> values, int[] group)
    {
        var sum = 0.0;
        foreach (var j in group)
            sum += values[j] * values[j];
        return Math.Sqrt(sum);
    }

    private static void Check(double strength)
    {
        if (!(strength >= 0 && double.IsFinite(strength)))
            throw new ArgumentOutOfRangeException(nameof(strength), strength, "A penalty is 0 or positive.");
    }
}
