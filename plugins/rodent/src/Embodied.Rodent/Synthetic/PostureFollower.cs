namespace Embodied.Rodent.Synthetic;

/// <summary>
/// Follows changing postures smoothly: each value is a critically damped spring that starts at rest in the first posture, solved exactly, so that
/// position and velocity are continuous and nothing overshoots.
/// </summary>
internal sealed class PostureFollower
{
    /// <summary>Natural frequency [rad/s]: a change is done in about half a second.</summary>
    private const double Frequency = 10;

    private readonly double[] _values = new double[Posture.Count];
    private readonly double[] _rates = new double[Posture.Count];

    public PostureFollower(Posture first) => first.Write(_values);

    public Posture Current => Posture.Read(_values);

    /// <summary>Advances by <paramref name="dt"/> seconds towards a posture.</summary>
    public void Follow(Posture target, double dt)
    {
        Span<double> wanted = stackalloc double[Posture.Count];
        target.Write(wanted);
        var decay = Math.Exp(-Frequency * dt);
        for (var i = 0; i < wanted.Length; i++)
        {
            // x = (a + b t) e^(−ωt) with a the distance and b = v + ω a.
            var distance = _values[i] - wanted[i];
            var slope = _rates[i] + (Frequency * distance);
            _values[i] = wanted[i] + ((distance + (slope * dt)) * decay);
            _rates[i] = (_rates[i] - (Frequency * slope * dt)) * decay;
        }
    }
}
