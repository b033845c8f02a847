using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Sensors;

/// <summary>Shows what another sensor read some control steps ago. Before that much has happened it shows the first reading.</summary>
/// <param name="inner">The sensor.</param>
/// <param name="steps">Delay [control steps]; 0 for none.</param>
internal sealed class DelayedSensor(ISensor inner, int steps) : ISensor, IDisposable
{
    private readonly SensorHistory _history = new(inner, steps + 1);

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body) => _history.Bind(body);

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random) => _history.Reset(simulation, ref random);

    /// <inheritdoc/>
    public void Read(in StepContext step, Span<float> destination)
    {
        _history.Push(step);
        _history.At(steps).CopyTo(destination);
    }

    /// <inheritdoc/>
    public void Dispose() => (inner as IDisposable)?.Dispose();
}
