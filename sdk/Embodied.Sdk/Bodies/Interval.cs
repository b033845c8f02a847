namespace Embodied.Sdk.Bodies;

/// <summary>A closed interval.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end, not below <paramref name="Low"/>.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>High minus low.</summary>
    public double Width => High - Low;

    /// <summary>The value moved to the nearest point of the interval.</summary>
    public double Clamp(double value) => Math.Clamp(value, Low, High);
}
