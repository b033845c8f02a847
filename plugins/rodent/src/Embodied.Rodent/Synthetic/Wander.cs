using Embodied.Sdk.Randomness;

namespace Embodied.Rodent.Synthetic;

/// <summary>An angle that changes smoothly around a value: three sines of about ten, one and a third of a second.</summary>
internal readonly record struct Wander(double Around, double Amplitude, Wander.Sine Slow, Wander.Sine Quick, Wander.Sine Restless)
{
    /// <summary>Draws frequencies and phases.</summary>
    /// <param name="around">Middle.</param>
    /// <param name="amplitude">Amplitude of the slowest sine; the others have half and a quarter of it.</param>
    /// <param name="random">Where they come from.</param>
    public static Wander Draw(double around, double amplitude, ref RandomStream random) =>
        new(around, amplitude, Sine.Draw(0.1, 0.5, ref random), Sine.Draw(0.5, 1.2, ref random), Sine.Draw(2, 5, ref random));

    /// <summary>The angle at a time [s].</summary>
    public double At(double time) => Around + (Amplitude * (Slow.At(time) + (0.5 * Quick.At(time)) + (0.25 * Restless.At(time))));

    /// <summary>A sine by its frequency [1/s] and phase [rad].</summary>
    internal readonly record struct Sine(double Frequency, double Phase)
    {
        public static Sine Draw(double low, double high, ref RandomStream random) => new(random.NextUniform(low, high), random.NextUniform(0, 2 * Math.PI));

        public double At(double time) => Math.Sin((2 * Math.PI * Frequency * time) + Phase);
    }
}
