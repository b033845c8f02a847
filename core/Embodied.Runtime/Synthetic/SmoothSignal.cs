using Embodied.Sdk.Randomness;

namespace Embodied.Runtime.Synthetic;

/// <summary>A random signal within −1 … 1 that holds nothing but a band of frequencies: a sum of sines with random phases, so that it is smooth to any order.</summary>
internal readonly struct SmoothSignal
{
    private const int Sines = 4;

    private readonly (double Frequency, double Phase)[] _sines;

    /// <summary>Draws one.</summary>
    /// <param name="random">Where from.</param>
    /// <param name="low">Lowest frequency [Hz].</param>
    /// <param name="high">Highest frequency [Hz].</param>
    public SmoothSignal(ref RandomStream random, double low, double high)
    {
        _sines = new (double, double)[Sines];
        for (var i = 0; i < Sines; i++)
            _sines[i] = (random.NextUniform(low, high), random.NextUniform(0, 2 * Math.PI));
    }

    /// <summary>Its value at a time [s].</summary>
    public double At(double time)
    {
        var sum = 0.0;
        foreach (var (frequency, phase) in _sines)
            sum += Math.Sin((2 * Math.PI * frequency * time) + phase);
        return sum / Sines;
    }
}
