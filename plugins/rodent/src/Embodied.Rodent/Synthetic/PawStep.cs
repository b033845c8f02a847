using Embodied.Sdk.Geometry;

namespace Embodied.Rodent.Synthetic;

/// <summary>One paw between floor and air: where it stands, or where it is on its way.</summary>
internal sealed class PawStep
{
    private Vec3 _from;
    private Vec3 _to;
    private double _duration;

    public PawStep(Vec3 place) => Place = _from = _to = place;

    /// <summary>Where the paw should be, world; z is the height above its resting height.</summary>
    public Vec3 Place { get; private set; }

    /// <summary>Share of the swing that is over.</summary>
    public double Progress { get; private set; }

    /// <summary>Whether it carries weight and must not move.</summary>
    public bool Standing => _duration == 0;

    /// <summary>Lifts off; <see cref="Advance"/> brings it to <paramref name="to"/>.</summary>
    public void Swing(Vec3 to, double duration) => (_from, _to, Progress, _duration) = (Place, to, 0, duration);

    /// <summary>Changes where a swinging paw will land.</summary>
    public void Retarget(Vec3 to)
    {
        if (!Standing && Progress < 0.6)
            _to = to;
    }

    /// <summary>Moves a standing paw that is held in the air; it carries no weight then.</summary>
    public void Carry(Vec3 to) => Place = to;

    /// <summary>Goes on with a swing: minimum-jerk across the floor (Flash and Hogan 1985), a smooth bump in height.</summary>
    public void Advance(double dt, double lift)
    {
        if (Standing)
            return;
        Progress = Math.Min(1, Progress + (dt / _duration));
        var s = Progress;
        var along = s * s * s * (10 + (s * (-15 + (6 * s))));
        var bump = 16 * s * s * (1 - s) * (1 - s);
        Place = _from + (along * (_to - _from)) + new Vec3(0, 0, lift * bump);
        if (Progress >= 1)
            (Place, _duration) = (_to, 0);
    }
}
