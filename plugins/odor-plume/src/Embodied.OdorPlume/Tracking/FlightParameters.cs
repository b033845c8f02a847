namespace Embodied.OdorPlume.Tracking;

/// <summary>
/// Figures in which the paper and the code of Singh et al. 2023 differ, and those of its walking mode. <see cref="Code"/> is what the published agents
/// were trained with (plume_env.py, 3_plume_train.md); <see cref="Paper"/> is what Methods and Extended Data say.
/// </summary>
internal sealed record FlightParameters
{
    /// <summary>The published code.</summary>
    public static readonly FlightParameters Code = new();

    /// <summary>The paper.</summary>
    public static readonly FlightParameters Paper = new()
    {
        MoveCapacity = 2.5,
        TurnCapacity = 6.25 * Math.PI,
        HomeReward = 100,
        FixedStrayPenalty = 10,
        StraySample = 0,
        StrayBeforeMove = false,
        SwitchTime = 60,
        MaximumY = 5,
        UniformStart = false,
        QuantileLow = 0.3,
    };

    /// <summary>Largest speed through the air, or over the ground when walking [m/s].</summary>
    public double MoveCapacity { get; init; } = 2;

    /// <summary>Largest turn rate to either side [rad/s].</summary>
    public double TurnCapacity { get; init; } = 3.125 * Math.PI;

    /// <summary>Whether the wind carries the insect.</summary>
    public bool Drifts { get; init; } = true;

    /// <summary>Distance from the source at which it is home [m].</summary>
    public double HomeRadius { get; init; } = 0.2;

    /// <summary>Distance from the nearest puff at which it is out of bounds [m].</summary>
    public double StrayLimit { get; init; } = 2;

    /// <summary>How many puffs, drawn at random, are looked at for that distance; 0 looks at all.</summary>
    public int StraySample { get; init; } = 300;

    /// <summary>Whether that distance is taken from where the insect was before it moved.</summary>
    public bool StrayBeforeMove { get; init; } = true;

    /// <summary>Reward for coming home.</summary>
    public double HomeReward { get; init; } = 101;

    /// <summary>Penalty for going out of bounds; null for 5 |p| plus the stray distance, twice that upwind of the source.</summary>
    public double? FixedStrayPenalty { get; init; }

    /// <summary>When switch-once winds turn [s].</summary>
    public double SwitchTime { get; init; } = 60.5;

    /// <summary>Distance from the x axis at which puffs are removed [m].</summary>
    public float MaximumY { get; init; } = 10;

    /// <summary>Whether episodes begin at uniform places rather than at quantiles of the plume.</summary>
    public bool UniformStart { get; init; } = true;

    /// <summary>Lower quantile of the start.</summary>
    public double QuantileLow { get; init; } = 0.4;

    /// <summary>The same on foot (plume_env.py, <c>walking</c>): slower, no drift, a smaller world.</summary>
    public FlightParameters Walking() => this with { MoveCapacity = 0.05, TurnCapacity = 0.5 * Math.PI, Drifts = false, HomeRadius = 0.02, StrayLimit = 0.05 };
}
