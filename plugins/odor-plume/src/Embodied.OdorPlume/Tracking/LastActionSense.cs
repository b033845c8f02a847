using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.OdorPlume.Tracking;

/// <summary>What the insect did last, as fractions of its capacities; zeros before its first action.</summary>
internal sealed class LastActionSense(PlumeEpisode episode) : ISensor
{
    /// <inheritdoc/>
    public Channel Bind(BodyInScene body) => new("last_action", 2, "1", 0, 2) { Labels = ["move", "turn"] };

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random)
    {
    }

    /// <inheritdoc/>
    public void Read(in StepContext step, Span<float> destination) => (destination[0], destination[1]) = (episode.LastAction.X, episode.LastAction.Y);
}
