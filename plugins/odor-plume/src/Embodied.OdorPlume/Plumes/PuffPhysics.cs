namespace Embodied.OdorPlume.Plumes;

/// <summary>The puff model of Singh et al. 2023 (Methods, "Plume simulation"; after Farrell et al. 2002). Lengths in m, times in s.</summary>
internal sealed record PuffPhysics
{
    /// <summary>Steps per second.</summary>
    public const int Rate = 100;

    /// <summary>Radius at birth.</summary>
    public const float BirthRadius = 0.01f;

    /// <summary>Mean number of births per step (Poisson).</summary>
    public double BirthRate { get; init; } = 1;

    /// <summary>Growth of the radius [m/s].</summary>
    public float Growth { get; init; } = 0.01f;

    /// <summary>
    /// Standard deviation of the noise on the velocity along y [m/s], one draw per step: 0.005 m of displacement. The paper writes 0.005 m/s, which is
    /// the displacement.
    /// </summary>
    public float CrosswindNoise { get; init; } = 0.5f;

    /// <summary>Where puffs are removed upwind.</summary>
    public float MinimumX { get; init; } = -2;

    /// <summary>Where puffs are removed downwind.</summary>
    public float MaximumX { get; init; } = 10;

    /// <summary>Distance from the x axis at which puffs are removed: 10 in the published code, 5 in the paper.</summary>
    public float MaximumY { get; init; } = 10;
}
