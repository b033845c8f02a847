using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Holding;

/// <summary>How well a body held its pose.</summary>
internal sealed record HoldReport
{
    /// <summary>How long it was simulated [time unit of the body].</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether the physics diverged; the other figures then describe the last finite sample.</summary>
    public required bool Diverged { get; init; }

    /// <summary>Servos whose range does not reach the pose.</summary>
    public required int ClippedControls { get; init; }

    /// <summary>How far the root moved from where it was put [length]; NaN when the physics diverged.</summary>
    public required double RootDrift { get; init; }

    /// <summary>Mean change of the joint angles [rad].</summary>
    public required double MeanJointDrift { get; init; }

    /// <summary>Largest change of a joint angle [rad].</summary>
    public required double LargestJointDrift { get; init; }

    /// <summary>The motion, with the channel <see cref="ChannelNames.Positions"/>.</summary>
    public required Recording Motion { get; init; }
}
