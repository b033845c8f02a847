namespace Embodied.Analysis.EncodingModels;

/// <summary>Fitted models of a population, each with its certificate.</summary>
internal sealed record GlmFit
{
    /// <summary>Columns of the design.</summary>
    public required int Features { get; init; }

    /// <summary>[units × features].</summary>
    public required double[] Weights { get; init; }

    /// <summary>One per unit; −∞ for a unit that never responds.</summary>
    public required double[] Intercepts { get; init; }

    /// <summary>How each fit ended.</summary>
    public required GlmStatus[] Status { get; init; }

    /// <summary>Iterations of each.</summary>
    public required int[] Iterations { get; init; }

    /// <summary>Largest violation of the optimality conditions of the penalised mean loss; 0 at the optimum. 0 for silent units.</summary>
    public required double[] Certificate { get; init; }

    /// <summary>Mean response of each unit in the fitted rows: the null model.</summary>
    public required double[] NullMeans { get; init; }

    /// <summary>Numerical rank of the centred design; below <see cref="Features"/> columns depend on each other.</summary>
    public required int Rank { get; init; }

    /// <summary>Weights of one unit.</summary>
    public ReadOnlySpan<double> WeightsOf(int unit) => Weights.AsSpan(unit * Features, Features);
}
