using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Sdk.Sensing;

/// <summary>Writes one channel of the observation. An instance belongs to one environment and may hold state (delays, noise); one that is disposable is disposed with it.</summary>
public interface ISensor
{
    /// <summary>Resolves names for a body and says what will be written.</summary>
    /// <exception cref="Errors.InputException">The body lacks a role this sensor needs.</exception>
    Channel Bind(BodyInScene body);

    /// <summary>Starts an episode.</summary>
    void Reset(ISimulation simulation, ref RandomStream random);

    /// <summary>Writes the channel, [channel size]; allocates nothing. Always called on the thread that owns the world.</summary>
    /// <param name="step">The step just made, or the start of an episode.</param>
    /// <param name="destination">Receives the channel.</param>
    void Read(in StepContext step, Span<float> destination);
}
