using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Sensors;

/// <summary>The action of the last step, as the actuation took it; zeros before the first.</summary>
internal sealed class LastAction : ISensor
{
    private int _size;

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body)
    {
        var actions = ActionSpace.Of(body);
        _size = actions.Size;
        return new("proprioception/last_action", _size, "1", -1, 1) { Labels = actions.Labels };
    }

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random)
    {
    }

    /// <inheritdoc/>
    public void Read(in StepContext step, Span<float> destination)
    {
        if (step.Action.IsEmpty)
        {
            destination[.._size].Clear();
            return;
        }

        step.Action.CopyTo(destination[.._size]);
        // As it acted: what explores may ask for more than there is.
        foreach (ref var action in destination[.._size])
            action = Math.Clamp(action, -1, 1);
    }
}
