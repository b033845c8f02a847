using Embodied.Analysis.EncodingModels.Families;

namespace Embodied.Analysis.EncodingModels;

/// <summary>What is fitted and how closely.</summary>
internal sealed record GlmOptions
{
    /// <summary>Distribution and link.</summary>
    public GlmFamily Family { get; init; } = GlmFamily.Poisson;

    /// <summary>Price of weights.</summary>
    public GlmPenalty Penalty { get; init; } = GlmPenalty.None;

    /// <summary>Largest violation of the optimality conditions that counts as converged.</summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>Most iterations.</summary>
    public int MostIterations { get; init; } = 500;

    /// <summary>Stops between iterations.</summary>
    public CancellationToken Cancel { get; init; }
}
