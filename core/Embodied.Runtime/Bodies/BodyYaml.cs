using Embodied.Runtime.Yaml;
using Embodied.Sdk.Bodies;

namespace Embodied.Runtime.Bodies;

/// <summary>A body file after its classes were put in. The parts are the SDK's own records: their keys are the records' properties.</summary>
internal sealed class BodyYaml
{
    public required string Name { get; init; }

    public string? Source { get; init; }

    public BodyUnits Units { get; init; } = BodyUnits.Si;

    public RootFreedom Root { get; init; } = RootFreedom.Free;

    public required IReadOnlyList<Placed<Segment>> Segments { get; init; }

    public IReadOnlyList<Tendon> Tendons { get; init; } = [];

    public IReadOnlyList<Actuator> Actuators { get; init; } = [];

    public IReadOnlyList<SensorFigure> Sensors { get; init; } = [];

    public IReadOnlyList<SegmentPair> ContactExclusions { get; init; } = [];

    public required BodyRolesYaml Roles { get; init; }

    public BodyFigures ToFigures() => new()
    {
        Name = Name,
        Source = Source,
        Units = Units == BodyUnits.Si ? UnitSystem.Si : UnitSystem.MillimetreGram,
        Root = Root,
        Segments = [.. Segments.Select(s => s.Value)],
        Tendons = Tendons,
        Actuators = Actuators,
        Sensors = Sensors,
        ContactExclusions = ContactExclusions,
    };
}

/// <summary>Units a body file may be written in.</summary>
internal enum BodyUnits
{
    /// <summary>Metre, kilogram, second.</summary>
    Si,

    /// <summary>Millimetre, gram, second.</summary>
    MillimetreGram,
}
