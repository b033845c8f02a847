using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Sensors;

/// <summary>All of a body's built-in sensors of one kind, evaluated by the backend.</summary>
/// <param name="kind">Which kind.</param>
/// <param name="threshold">When given, values above it read 1 and the others 0: contact yes or no.</param>
internal sealed class BuiltInSensor(SensorKind kind, double? threshold = null) : GatherSensor
{
    private int _size;

    /// <inheritdoc/>
    public override void Read(in StepContext step, Span<float> destination)
    {
        base.Read(step, destination);
        if (threshold is not { } limit)
            return;
        for (var i = 0; i < _size; i++)
            destination[i] = destination[i] > limit ? 1 : 0;
    }

    /// <inheritdoc/>
    protected override (Channel Channel, int[] Indices) Describe(BodyInScene body)
    {
        var names = BodyNames.Sensors(body, kind);
        if (names.Count == 0)
            throw new InputException(body.Body.Id, $"has no built-in sensor of kind '{kind}'");
        var addresses = body.Require(ElementKind.Sensor, names).Select(body.Model.SensorAt).ToArray();
        var labels = names.Zip(addresses).SelectMany(p => p.Second.Size == 1 ? [p.First] : Enumerable.Range(0, p.Second.Size).Select(i => $"{p.First}[{i}]"));
        var indices = addresses.SelectMany(a => Enumerable.Range(a.First, a.Size)).ToArray();
        _size = indices.Length;
        var channel = new Channel("sensors/" + SnakeCase.Of(kind.ToString()), _size, Unit(body)) { Labels = [.. labels] };
        return (threshold is null ? channel : channel with { Unit = "1", Low = 0, High = 1 }, indices);
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<double> Source(SimulationState state) => state.SensorValues;

    private string Unit(BodyInScene body)
    {
        var units = Units.Of(body);
        var (length, mass, time) = (units.Length, units.Mass, units.Time);
        return kind switch
        {
            SensorKind.Accelerometer => $"{length}/{time}^2",
            SensorKind.Velocimeter or SensorKind.SubtreeVelocity => $"{length}/{time}",
            SensorKind.Gyro or SensorKind.JointVelocity => $"rad/{time}",
            SensorKind.JointPosition => "rad",
            SensorKind.Torque => $"{mass}*{length}^2/{time}^2",
            _ => $"{mass}*{length}/{time}^2",
        };
    }
}
