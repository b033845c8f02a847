namespace Embodied.Learning.Training;

/// <summary>What an optimiser step found.</summary>
/// <param name="PolicyLoss">Clipped objective, negated.</param>
/// <param name="ValueLoss">Half the mean squared error of values.</param>
/// <param name="Entropy">Of actions before the transform, nats.</param>
/// <param name="Divergence">KL divergence from the policy that acted, estimated.</param>
/// <param name="Clipped">Share of samples whose ratio was outside the clip range.</param>
/// <param name="Latent">Divergence of the latent from its prior; 0 without one.</param>
internal readonly record struct PpoFigures(double PolicyLoss, double ValueLoss, double Entropy, double Divergence, double Clipped, double Latent)
{
    public const int Count = 6;

    public static PpoFigures From(double[] figures) => new(figures[0], figures[1], figures[2], figures[3], figures[4], figures[5]);

    public static PpoFigures operator +(PpoFigures a, PpoFigures b) => new(
        a.PolicyLoss + b.PolicyLoss, a.ValueLoss + b.ValueLoss, a.Entropy + b.Entropy, a.Divergence + b.Divergence, a.Clipped + b.Clipped,
        a.Latent + b.Latent);

    public PpoFigures Over(int count) =>
        new(PolicyLoss / count, ValueLoss / count, Entropy / count, Divergence / count, Clipped / count, Latent / count);
}
