namespace Embodied.Imitation.Teaching.Trials;

/// <summary>What a trial adds so that only robust actors pass.</summary>
public sealed record Disturbance
{
    /// <summary>Standard deviation of noise on each control, as a share of how much that control varies on its own.</summary>
    public double Noise { get; init; }

    /// <summary>Time over which the noise stays the same [s]: a first-order autoregression with coefficient exp(−step/this).</summary>
    public double Correlation { get; init; } = 0.1;

    /// <summary>Mean time between pushes [s]; 0 for none.</summary>
    public double PushEvery { get; init; }

    /// <summary>Change of the root's horizontal velocity by a push [m/s], in a random direction.</summary>
    public double PushSpeed { get; init; } = 0.03;

    /// <summary>Noise of a fifth and a push every two seconds.</summary>
    public static Disturbance Moderate { get; } = new() { Noise = 0.2, PushEvery = 2 };
}
