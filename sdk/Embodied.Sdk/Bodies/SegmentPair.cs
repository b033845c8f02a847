namespace Embodied.Sdk.Bodies;

/// <summary>Two segments.</summary>
/// <param name="First">Name of one.</param>
/// <param name="Second">Name of the other.</param>
public sealed record SegmentPair(string First, string Second);
