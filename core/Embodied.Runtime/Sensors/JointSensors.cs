using Embodied.Sdk.Physics;
using Embodied.Sdk.Sensing;

namespace Embodied.Runtime.Sensors;

/// <summary>Which joints a sensor reports.</summary>
internal enum JointSelection
{
    /// <summary>All hinges and slides.</summary>
    All,

    /// <summary>Those with an actuator of their own; the rest hang on tendons or are passive.</summary>
    Actuated,
}

/// <summary>Joint angles [rad] or displacements.</summary>
/// <param name="selection">Which joints.</param>
internal sealed class JointAngles(JointSelection selection = JointSelection.All) : GatherSensor
{
    /// <inheritdoc/>
    protected override (Channel Channel, int[] Indices) Describe(BodyInScene body)
    {
        var names = Names(body, selection);
        var indices = body.Require(ElementKind.Joint, names).Select(j => body.Model.JointAt(j).Position).ToArray();
        return (new("proprioception/joint_angles", 0, "rad") { Labels = names }, indices);
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<double> Source(SimulationState state) => state.Positions;

    internal static IReadOnlyList<string> Names(BodyInScene body, JointSelection selection) =>
        selection == JointSelection.All ? BodyNames.Joints(body) : BodyNames.ActuatedJoints(body);
}

/// <summary>Joint velocities [rad/time].</summary>
/// <param name="selection">Which joints.</param>
internal sealed class JointVelocities(JointSelection selection = JointSelection.All) : GatherSensor
{
    /// <inheritdoc/>
    protected override (Channel Channel, int[] Indices) Describe(BodyInScene body)
    {
        var names = JointAngles.Names(body, selection);
        var indices = body.Require(ElementKind.Joint, names).Select(j => body.Model.JointAt(j).Velocity).ToArray();
        return (new("proprioception/joint_velocities", 0, "rad/s") { Labels = names }, indices);
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<double> Source(SimulationState state) => state.Velocities;
}
