namespace Embodied.Analysis.Decoding;

/// <summary>How the covariance within classes is estimated.</summary>
internal sealed record DiscriminantOptions
{
    /// <summary>Share drawn towards a multiple of the identity, in [0, 1]; null takes the share of Ledoit and Wolf 2004 for each class of standardised features.</summary>
    public double? Shrinkage { get; init; } = 0;

    /// <summary>Whether classes count alike, or as often as they occur.</summary>
    public bool EqualPriors { get; init; }

    /// <summary>
    /// Whether means are taken from the overall mean and the covariance has n − classes in its denominator, as solvers by singular values do. Predictions
    /// differ only in the weight of the priors.
    /// </summary>
    public bool Centred { get; init; }
}
