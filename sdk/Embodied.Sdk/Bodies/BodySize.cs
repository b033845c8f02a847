namespace Embodied.Sdk.Bodies;

/// <summary>How large a body is: the units in which bodies of any size can be compared.</summary>
/// <param name="Length">From its foremost to its hindmost point in the initial pose, along the direction it faces, unless its roles say otherwise.</param>
/// <param name="Height">Height of the root above its lowest point in the initial pose, unless its roles say otherwise.</param>
public sealed record BodySize(double Length, double Height);
