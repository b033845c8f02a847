using Embodied.OdorPlume.Winds;

namespace Embodied.OdorPlume.Plumes;

/// <summary>All that determines a plume; equal recipes give equal plumes, bit by bit.</summary>
internal sealed record PlumeRecipe
{
    /// <summary>The wind.</summary>
    public WindRegime Wind { get; init; } = new();

    /// <summary>The puffs.</summary>
    public PuffPhysics Physics { get; init; } = new();

    /// <summary>Share of puffs that is kept; the others are dropped whole.</summary>
    public double Density { get; init; } = 1;

    /// <summary>First instant of the movie [s].</summary>
    public double From { get; init; } = 60;

    /// <summary>Last instant of the movie [s].</summary>
    public double Until { get; init; } = 103;

    /// <summary>Seed of births and noise.</summary>
    public ulong Seed { get; init; } = 137;
}
