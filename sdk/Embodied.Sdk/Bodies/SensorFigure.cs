namespace Embodied.Sdk.Bodies;

/// <summary>A sensor the backend evaluates with the physics.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Kind">What it measures.</param>
/// <param name="Target">The site, segment, joint or actuator it sits on.</param>
public sealed record SensorFigure(string Name, SensorKind Kind, string Target);
