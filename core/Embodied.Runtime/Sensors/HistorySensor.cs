using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Sensors;

/// <summary>Shows the last readings of another sensor, the newest first. Readings before the episode repeat its first.</summary>
/// <param name="inner">The sensor.</param>
/// <param name="count">How many readings, at least 1.</param>
internal sealed class HistorySensor(ISensor inner, int count) : ISensor, IDisposable
{
    private readonly SensorHistory _history = new(inner, count);
    private int _size;

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body)
    {
        var channel = _history.Bind(body);
        _size = channel.Size;
        return channel with
        {
            Name = channel.Name + "/history",
            Size = count * channel.Size,
            Labels = channel.Labels is { } labels ? [.. Enumerable.Range(0, count).SelectMany(k => labels.Select(l => $"{l}@-{k}"))] : null,
        };
    }

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random) => _history.Reset(simulation, ref random);

    /// <inheritdoc/>
    public void Read(in StepContext step, Span<float> destination)
    {
        _history.Push(step);
        for (var k = 0; k < count; k++)
            _history.At(k).CopyTo(destination[(k * _size)..]);
    }

    /// <inheritdoc/>
    public void Dispose() => (inner as IDisposable)?.Dispose();
}
