namespace Embodied.Imitation.Teaching.Gains;

/// <summary>Which gains hold when: what serves a walk need not serve the rearing that follows it.</summary>
public sealed class GainSchedule
{
    private readonly (double From, TeacherGains Gains)[] _parts;

    /// <summary>Gains that hold throughout.</summary>
    public GainSchedule(TeacherGains gains)
        : this([(0, gains)])
    {
    }

    /// <summary>Gains by the time from which they hold [s since the first frame], in order; the first hold before that, too.</summary>
    /// <exception cref="ArgumentException">There are none, or their times are not in order.</exception>
    public GainSchedule(IReadOnlyList<(double From, TeacherGains Gains)> parts)
    {
        if (parts.Count == 0 || parts.Zip(parts.Skip(1)).Any(p => p.First.From >= p.Second.From))
            throw new ArgumentException("expected gains by rising times", nameof(parts));
        _parts = [.. parts];
    }

    /// <summary>The gains at a time.</summary>
    public TeacherGains At(double time)
    {
        var at = _parts.Length - 1;
        while (at > 0 && _parts[at].From > time + 1e-9)
            at--;
        return _parts[at].Gains;
    }
}
