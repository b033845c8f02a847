using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.OdorPlume.Tracking;

/// <summary>Concentration of the odour where the insect is, in [0, 1]: 1 is a puff at birth.</summary>
internal sealed class OdourSense(PlumeEpisode episode) : ISensor
{
    private PlanarRoot _root;

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body)
    {
        _root = PlanarRoot.Of(body);
        return new("odour", 1, "1", 0, 1);
    }

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random)
    {
    }

    /// <inheritdoc/>
    public void Read(in StepContext step, Span<float> destination)
    {
        var (x, y) = _root.Place(step.Simulation.State);
        destination[0] = episode.Smell(step.Simulation, (float)x, (float)y);
    }
}
