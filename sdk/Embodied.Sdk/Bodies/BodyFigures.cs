using Embodied.Sdk.Geometry;

namespace Embodied.Sdk.Bodies;

/// <summary>
/// Anatomy in figures: everything a backend needs to build the body. Lengths, masses and times are in <see cref="Units"/>, angles in radians.
/// Names are unique per kind; a backend adds a prefix when several bodies share a scene.
/// </summary>
public sealed record BodyFigures
{
    /// <summary>Short name of the body, e.g. used as the default prefix.</summary>
    public required string Name { get; init; }

    /// <summary>Units of every figure.</summary>
    public UnitSystem Units { get; init; } = UnitSystem.Si;

    /// <summary>How the root segment is attached to the world.</summary>
    public RootFreedom Root { get; init; } = RootFreedom.Free;

    /// <summary>Segments, depth first: a parent stands before its children, the root first. This order is the order of joints in qpos.</summary>
    public required IReadOnlyList<Segment> Segments { get; init; }

    /// <summary>Fixed tendons: linear combinations of joint angles.</summary>
    public IReadOnlyList<Tendon> Tendons { get; init; } = [];

    /// <summary>Actuators, in the order of the control vector.</summary>
    public IReadOnlyList<Actuator> Actuators { get; init; } = [];

    /// <summary>Built-in sensors, in the order of the sensor data.</summary>
    public IReadOnlyList<SensorFigure> Sensors { get; init; } = [];

    /// <summary>Pairs of segments that never collide.</summary>
    public IReadOnlyList<SegmentPair> ContactExclusions { get; init; } = [];

    /// <summary>Where the figures come from and under which licence.</summary>
    public string? Source { get; init; }
}
