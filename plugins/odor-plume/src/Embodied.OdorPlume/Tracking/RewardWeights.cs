using Embodied.Sdk.Settings;

namespace Embodied.OdorPlume.Tracking;

/// <summary>What is rewarded (plume_env.py, <c>step</c>; shaping <c>step</c> and <c>oob</c>, as the published agents were trained).</summary>
internal sealed record RewardWeights
{
    /// <summary>For coming home.</summary>
    public double Home { get; init; } = 101;

    /// <summary>For every step that does not.</summary>
    public double Tick { get; init; } = -10.0 / 300;

    /// <summary>For every step without odour, on top.</summary>
    public double OffOdour { get; init; } = -50.0 / 300;

    /// <summary>Per metre nearer to the source; without odour only the loss counts.</summary>
    public double Approach { get; init; } = 5;

    /// <summary>Multiplies the penalty for going out of bounds.</summary>
    public double OutOfBounds { get; init; } = 1;

    /// <summary>Reads them.</summary>
    public static RewardWeights From(PartSettings read, FlightParameters flight, int steps)
    {
        var tick = read.Has("reward.tick") ? read.Number("reward.tick", 0, -1e6, 1e6) : -10.0 / steps;
        return new()
        {
            Home = read.Number("reward.home", flight.HomeReward, -1e6, 1e6),
            Tick = tick,
            OffOdour = read.Number("reward.off_odour", 5 * tick, -1e6, 1e6),
            Approach = read.Number("reward.approach", 5, -1e6, 1e6),
            OutOfBounds = read.Number("reward.out_of_bounds", 1, 0, 1e6),
        };
    }
}
