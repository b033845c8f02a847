using Embodied.Sdk.Physics;
using Embodied.Sdk.Sensing;

namespace Embodied.Sdk.Acting;

/// <summary>Turns an action channel in [−1, 1] into controls. An instance belongs to one environment and may hold state.</summary>
public interface IActuation
{
    /// <summary>Whether <see cref="Apply"/> is called before every integration step instead of once per control step: muscles, pattern generators, delays.</summary>
    bool EverySubstep => false;

    /// <summary>Resolves names for a body and says what actions it wants.</summary>
    Channel Bind(BodyInScene body);

    /// <summary>Starts an episode.</summary>
    void Reset(ISimulation simulation)
    {
    }

    /// <summary>Writes the controls for the action of a step; allocates nothing. Actions outside the range are clipped.</summary>
    void Apply(in StepContext step);
}
