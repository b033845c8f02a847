using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Sensors;

/// <summary>The last readings of a sensor in a ring.</summary>
internal sealed class SensorHistory
{
    private readonly ISensor _inner;
    private readonly int _capacity;
    private float[] _ring = [];
    private int _size;
    private int _newest;
    private bool _empty;

    public SensorHistory(ISensor inner, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        (_inner, _capacity) = (inner, capacity);
    }

    public Channel Bind(BodyInScene body)
    {
        var channel = _inner.Bind(body);
        _size = channel.Size;
        _ring = new float[_capacity * _size];
        _empty = true;
        return channel;
    }

    public void Reset(ISimulation simulation, ref RandomStream random)
    {
        _inner.Reset(simulation, ref random);
        _empty = true;
    }

    /// <summary>Takes a reading; the first of an episode fills the whole ring.</summary>
    public void Push(in StepContext step)
    {
        _newest = (_newest + 1) % _capacity;
        var row = _ring.AsSpan(_newest * _size, _size);
        _inner.Read(step, row);
        if (!_empty)
            return;
        _empty = false;
        for (var k = 0; k < _capacity; k++)
        {
            if (k != _newest)
                row.CopyTo(_ring.AsSpan(k * _size, _size));
        }
    }

    /// <summary>The reading <paramref name="age"/> steps ago.</summary>
    public ReadOnlySpan<float> At(int age) => _ring.AsSpan((_newest - age + _capacity) % _capacity * _size, _size);
}
