using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Sensors;

/// <summary>A sensor under another name, so that a body can have it twice.</summary>
/// <param name="inner">The sensor.</param>
/// <param name="name">Name of its channel.</param>
internal sealed class RenamedSensor(ISensor inner, string name) : ISensor, IDisposable
{
    /// <inheritdoc/>
    public Channel Bind(BodyInScene body) => inner.Bind(body) with { Name = name };

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random) => inner.Reset(simulation, ref random);

    /// <inheritdoc/>
    public void Read(in StepContext step, Span<float> destination) => inner.Read(step, destination);

    /// <inheritdoc/>
    public void Dispose() => (inner as IDisposable)?.Dispose();
}
