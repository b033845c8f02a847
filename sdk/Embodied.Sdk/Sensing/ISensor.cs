using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Sdk.Sensing;

/// <summary>Writes one channel of the observation. An instance belongs to one environment and may hold state (delays, noise).</summary>
public interface ISensor
{
    /// <summary>Resolves names for a body and says what will be written.</summary>
    /// <exception cref="Errors.InputException">The body lacks a role this sensor needs.</exception>
    Channel Bind(BodyInScene body);

    /// <summary>Starts an episode.</summary>
    void Reset(ISimulation simulation, ref RandomStream random);

    /// <summary>Writes the channel, [channel size]; allocates nothing.</summary>
    void Read(ISimulation simulation, Span<float> destination);
}
