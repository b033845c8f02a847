using System.Numerics;
using System.Runtime.InteropServices;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Environments;

/// <summary>Sensors bound to a body, one after the other in the observation.</summary>
internal sealed class SensorArray : IDisposable
{
    private readonly (ISensor Sensor, int Offset, int Size)[] _sensors;

    public SensorArray(BodyInScene body, IReadOnlyList<ISensor> sensors)
    {
        var channels = sensors.Select(s => s.Bind(body)).ToArray();
        Layout = new(channels);
        _sensors = [.. sensors.Zip(channels).Select(p => (p.First, Layout.OffsetOf(p.Second.Name), p.Second.Size))];
    }

    public Layout Layout { get; }

    public void Reset(ISimulation simulation, ref RandomStream random)
    {
        foreach (var (sensor, _, _) in _sensors)
            sensor.Reset(simulation, ref random);
    }

    /// <summary>Writes the observation; false when a number in it is not finite.</summary>
    public bool TryRead(in StepContext step, Span<float> observation)
    {
        observation = observation[..Layout.Size];
        foreach (var (sensor, offset, size) in _sensors)
            sensor.Read(step, observation.Slice(offset, size));
        return AllFinite(observation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (sensor, _, _) in _sensors)
            (sensor as IDisposable)?.Dispose();
    }

    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        // x · 0 is 0 for finite x and NaN otherwise: one pass without branches.
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var sum = Vector<float>.Zero;
        foreach (var v in vectors)
            sum += v * Vector<float>.Zero;
        var rest = Vector.Sum(sum);
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            rest += value * 0;
        return rest == 0;
    }
}
