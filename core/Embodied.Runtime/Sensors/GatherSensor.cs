using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Sensors;

/// <summary>A sensor that copies numbers of the state, found once when binding.</summary>
internal abstract class GatherSensor : ISensor
{
    private int[] _indices = [];

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body)
    {
        var (channel, indices) = Describe(body);
        _indices = indices;
        return channel with { Size = indices.Length };
    }

    /// <inheritdoc/>
    public virtual void Reset(ISimulation simulation, ref RandomStream random)
    {
    }

    /// <inheritdoc/>
    public virtual void Read(in StepContext step, Span<float> destination)
    {
        var source = Source(step.Simulation.State);
        var indices = _indices;
        for (var i = 0; i < indices.Length; i++)
            destination[i] = (float)source[indices[i]];
    }

    /// <summary>What will be written, and where it stands in the source. The channel's size follows from the indices.</summary>
    protected abstract (Channel Channel, int[] Indices) Describe(BodyInScene body);

    /// <summary>The numbers to copy from.</summary>
    protected abstract ReadOnlySpan<double> Source(SimulationState state);
}
