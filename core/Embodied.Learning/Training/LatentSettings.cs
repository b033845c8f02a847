using Embodied.Sdk.Settings;

namespace Embodied.Learning.Training;

/// <summary>How trainers hold a stochastic latent to its prior; of no use without one.</summary>
public sealed record LatentSettings
{
    /// <summary>Names of the settings.</summary>
    public static readonly string[] Names = ["kl_weight", "kl_ramp", "latent_correlation"];

    /// <summary>Weight β of the divergence from the prior.</summary>
    public double Weight { get; init; } = 1e-3;

    /// <summary>Share of the updates over which the weight rises linearly from 0.</summary>
    public double Ramp { get; init; } = 0.25;

    /// <summary>α of the prior (Merel et al. 2019: 0.95).</summary>
    public double Correlation { get; init; } = 0.95;

    /// <summary>Reads them over the defaults.</summary>
    /// <exception cref="Sdk.Errors.InputException">One is out of range.</exception>
    public static LatentSettings Read(PartSettings settings)
    {
        var basis = new LatentSettings();
        return new()
        {
            Weight = settings.Number("kl_weight", basis.Weight, 0, 1000),
            Ramp = settings.Number("kl_ramp", basis.Ramp, 0, 1),
            Correlation = settings.Number("latent_correlation", basis.Correlation, 0, 0.9999),
        };
    }

    /// <summary>These with the weight as it is after a share of the updates.</summary>
    public LatentSettings At(double share) => Ramp > 0 ? this with { Weight = Weight * Math.Min(1, share / Ramp) } : this;
}
