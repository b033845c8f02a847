using Embodied.Sdk.Physics;
using Embodied.Sdk.Sensing;

namespace Embodied.Sdk.Acting;

/// <summary>Turns an action channel in [−1, 1] into controls.</summary>
public interface IActuation
{
    /// <summary>Resolves names for a body and says what actions it wants.</summary>
    Channel Bind(BodyInScene body);

    /// <summary>Writes the controls for an action, [channel size]; allocates nothing. Actions outside the range are clipped.</summary>
    void Apply(ISimulation simulation, ReadOnlySpan<float> action);
}
