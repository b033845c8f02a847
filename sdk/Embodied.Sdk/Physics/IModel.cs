namespace Embodied.Sdk.Physics;

/// <summary>A compiled scene, read-only and shared by all simulations made from it, on any thread. Dispose it after its simulations.</summary>
public interface IModel : IDisposable
{
    /// <summary>Sizes and time step.</summary>
    ModelInfo Info { get; }

    /// <summary>Index of a named element, or −1. Resolve once when binding, never per step.</summary>
    int Find(ElementKind kind, string name);

    /// <summary>Name of an element, or null when it has none.</summary>
    string? NameOf(ElementKind kind, int index);

    /// <summary>Where joint <paramref name="index"/> keeps its numbers.</summary>
    JointAddress JointAt(int index);

    /// <summary>Where built-in sensor <paramref name="index"/> keeps its values.</summary>
    SensorAddress SensorAt(int index);

    /// <summary>A new world in its initial state. Each is used by one thread at a time.</summary>
    ISimulation CreateSimulation();
}

/// <summary>Sizes of a compiled scene.</summary>
public sealed record ModelInfo
{
    /// <summary>Numbers in qpos.</summary>
    public required int PositionCount { get; init; }

    /// <summary>Numbers in qvel.</summary>
    public required int VelocityCount { get; init; }

    /// <summary>Controls.</summary>
    public required int ControlCount { get; init; }

    /// <summary>Activation states.</summary>
    public required int ActivationCount { get; init; }

    /// <summary>Segments including the world.</summary>
    public required int SegmentCount { get; init; }

    /// <summary>Joints.</summary>
    public required int JointCount { get; init; }

    /// <summary>Sites.</summary>
    public required int SiteCount { get; init; }

    /// <summary>Numbers in the sensor data.</summary>
    public required int SensorValueCount { get; init; }

    /// <summary>Integration step [time unit of the scene].</summary>
    public required double Timestep { get; init; }

    /// <summary>Allowed controls, one interval per control.</summary>
    public required IReadOnlyList<Bodies.Interval> ControlRanges { get; init; }

    /// <summary>Mass of each segment, the world's (0) first; empty where the backend knows no masses.</summary>
    public IReadOnlyList<double> SegmentMasses { get; init; } = [];

    /// <summary>Strength of gravity [length/time²]; 0 where there is none.</summary>
    public double Gravity { get; init; }

    /// <summary>What compiled it, e.g. engine and version.</summary>
    public required string Engine { get; init; }
}

/// <summary>Where a joint keeps its numbers.</summary>
/// <param name="Position">First index in qpos.</param>
/// <param name="Velocity">First index in qvel.</param>
/// <param name="PositionSize">Numbers in qpos: 7 free, 4 ball, 1 hinge or slide.</param>
/// <param name="VelocitySize">Numbers in qvel: 6 free, 3 ball, 1 hinge or slide.</param>
/// <param name="Segment">Segment the joint moves.</param>
/// <param name="Range">Limits, or null.</param>
/// <param name="Rest">Where the spring of a hinge or slide pulls; 0 when it has none. May lie beyond the limits.</param>
public readonly record struct JointAddress(
    int Position, int Velocity, int PositionSize, int VelocitySize, int Segment, Bodies.Interval? Range, double Rest = 0);

/// <summary>Where a built-in sensor keeps its values.</summary>
/// <param name="First">First index in the sensor values.</param>
/// <param name="Size">How many values.</param>
public readonly record struct SensorAddress(int First, int Size);
