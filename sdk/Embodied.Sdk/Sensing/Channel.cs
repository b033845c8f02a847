namespace Embodied.Sdk.Sensing;

/// <summary>One named, united part of an observation or action vector.</summary>
/// <param name="Name">Unique in its layout, e.g. <c>proprioception/joint_angles</c>.</param>
/// <param name="Size">How many numbers.</param>
/// <param name="Unit">Unit, e.g. <c>rad</c>; <c>1</c> for pure numbers.</param>
/// <param name="Low">Smallest possible value.</param>
/// <param name="High">Largest possible value.</param>
public sealed record Channel(string Name, int Size, string Unit, double Low = double.NegativeInfinity, double High = double.PositiveInfinity)
{
    /// <summary>Sizes of the channel where it is more than a row of numbers: an image is [height, width, colours], row-major; empty otherwise.</summary>
    public IReadOnlyList<int> Shape { get; init; } = [];

    /// <summary>Names of the numbers, when they have any.</summary>
    public IReadOnlyList<string>? Labels { get; init; }
}
