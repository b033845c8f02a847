using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Sensors;

/// <summary>The action of the last step, one number per actuator; zeros before the first.</summary>
internal sealed class LastAction : ISensor
{
    private int _size;

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body)
    {
        var names = BodyNames.Actuators(body);
        _size = names.Count;
        return new("proprioception/last_action", _size, "1", -1, 1) { Labels = names };
    }

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The actuation takes another number of actions than the body has actuators.</exception>
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
