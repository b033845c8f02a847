namespace Embodied.Rodent.Synthetic;

/// <summary>
/// Follows changing postures smoothly: each value is a critically damped spring that starts at rest in the first posture, solved exactly, so that
/// position and velocity are continuous and nothing overshoots.
/// </summary>
internal sealed class PostureFollower
{
    /// <summary>Natural frequency [rad/s]: a change is done in about half a second.</summary>
    public const double Frequency = 10;

    private readonly double[] _values = new double[Posture.Count];
    private readonly double[] _rates = new double[Posture.Count];

    private readonly double _frequency;

    /// <summary>Begins at rest.</summary>
    /// <param name="first">The first posture.</param>
    /// <param name="frequency">Natural frequency [rad/s].</param>
    public PostureFollower(Posture first, double frequency = Frequency)
    {
        first.Write(_values);
        _frequency = frequency;
    }

    public Posture Current => Posture.Read(_values);

    /// <summary>Advances by <paramref name="dt"/> seconds towards a posture.</summary>
    public void Follow(Posture target, double dt)
    {
        Span<double> wanted = stackalloc double[Posture.Count];
        target.Write(wanted);
        var decay = Math.Exp(-_frequency * dt);
        for (var i = 0; i < wanted.Length; i++)
        {
            // x = (a + b t) e^(−ωt) with a the distance and b = v + ω a.
            var distance = _values[i] - wanted[i];
            var slope = _rates[i] + (_frequency * distance);
            _values[i] = wanted[i] + ((distance + (slope * dt)) * decay);
            _rates[i] = (_rates[i] - (_frequency * slope * dt)) * decay;
        }
    }
}
