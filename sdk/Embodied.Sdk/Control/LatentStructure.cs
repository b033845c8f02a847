namespace Embodied.Sdk.Control;

/// <summary>How the standard deviations of a stochastic latent are rewritten at every step before noise is drawn (Aldarondo et al. 2024, noise studies).</summary>
public enum LatentStructure
{
    /// <summary>As the controller computes them.</summary>
    Standard,

    /// <summary>All alike, with the same sum of variances.</summary>
    Uniform,

    /// <summary>The same numbers, the largest where the smallest was.</summary>
    Inverted,

    /// <summary>Stretched until the sum of variances is that of as many standard normals.</summary>
    Clamped,
}
