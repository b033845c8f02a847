using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Sensors;

/// <summary>Adds independent Gaussian noise to another sensor.</summary>
/// <param name="inner">The sensor.</param>
/// <param name="standardDeviation">Standard deviation, in the sensor's unit; not negative.</param>
internal sealed class NoisySensor(ISensor inner, double standardDeviation) : ISensor, IDisposable
{
    private RandomStream _random;
    private int _size;

    /// <inheritdoc/>
    public Channel Bind(BodyInScene body)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(standardDeviation);
        var channel = inner.Bind(body);
        _size = channel.Size;
        return channel with { Low = double.NegativeInfinity, High = double.PositiveInfinity };
    }

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random)
    {
        inner.Reset(simulation, ref random);
        _random = new(random.NextUInt64());
    }

    /// <inheritdoc/>
    public void Read(in StepContext step, Span<float> destination)
    {
        inner.Read(step, destination);
        for (var i = 0; i < _size; i++)
            destination[i] += (float)(standardDeviation * _random.NextGaussian());
    }

    /// <inheritdoc/>
    public void Dispose() => (inner as IDisposable)?.Dispose();
}
