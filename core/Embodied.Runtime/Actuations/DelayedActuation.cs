using Embodied.Sdk.Acting;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Actuations;

/// <summary>Actions take effect some control steps after they were decided; until then nothing is asked of the actuators.</summary>
/// <param name="inner">The actuation.</param>
/// <param name="steps">Delay [control steps], at least 1.</param>
internal sealed class DelayedActuation(IActuation inner, int steps) : IActuation
{
    private float[] _ring = [];
    private int _size;

    /// <inheritdoc/>
    public bool EverySubstep => inner.EverySubstep;

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var channel = inner.Bind(body);
        _size = channel.Size;
        _ring = new float[(steps + 1) * _size];
        return channel;
    }

    /// <inheritdoc/>
    public void Reset(ISimulation simulation)
    {
        Array.Clear(_ring);
        inner.Reset(simulation);
    }

    /// <inheritdoc/>
    public void Apply(in StepContext step)
    {
        var slots = steps + 1;
        step.Action[.._size].CopyTo(_ring.AsSpan(step.Step % slots * _size));
        var late = _ring.AsSpan((step.Step + 1) % slots * _size, _size);
        inner.Apply(new() { Simulation = step.Simulation, Action = late, Step = step.Step, Substep = step.Substep });
    }
}
