using Embodied.Sdk.Physics;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Sensors;

/// <summary>Activations of all actuators with a filter, in the order of the actuators; of the whole scene, so meant for scenes with one body.</summary>
internal sealed class ActuatorActivations : GatherSensor
{
    /// <inheritdoc/>
    protected override (Channel Channel, int[] Indices) Describe(BodyInScene body) =>
        (new("proprioception/activations", 0, "1"), [.. Enumerable.Range(0, body.Model.Info.ActivationCount)]);

    /// <inheritdoc/>
    protected override ReadOnlySpan<double> Source(SimulationState state) => state.Activations;
}

/// <summary>Lengths of the body's tendons.</summary>
internal sealed class TendonLengths : GatherSensor
{
    /// <inheritdoc/>
    protected override (Channel Channel, int[] Indices) Describe(BodyInScene body)
    {
        var names = BodyNames.Tendons(body);
        return (new("proprioception/tendon_lengths", 0, "rad") { Labels = names }, body.Require(ElementKind.Tendon, names));
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<double> Source(SimulationState state) => state.TendonLengths;
}

/// <summary>Velocities of the body's tendons.</summary>
internal sealed class TendonVelocities : GatherSensor
{
    /// <inheritdoc/>
    protected override (Channel Channel, int[] Indices) Describe(BodyInScene body)
    {
        var names = BodyNames.Tendons(body);
        return (new("proprioception/tendon_velocities", 0, "rad/s") { Labels = names }, body.Require(ElementKind.Tendon, names));
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<double> Source(SimulationState state) => state.TendonVelocities;
}
