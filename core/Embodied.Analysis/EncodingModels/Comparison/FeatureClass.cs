using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.EncodingModels.Comparison;

/// <summary>What a class of features stands for.</summary>
public enum FeatureKind
{
    /// <summary>What the body does: positions, velocities, forces.</summary>
    Representational,

    /// <summary>What a controller computes: its layers and its action.</summary>
    Computational,

    /// <summary>What should predict nothing of its own.</summary>
    Control,
}

/// <summary>A class of features that may predict neurons.</summary>
/// <param name="Name">Short name for figures.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Values">[frames × features], finite.</param>
public sealed record FeatureClass(string Name, FeatureKind Kind, Matrix Values);
