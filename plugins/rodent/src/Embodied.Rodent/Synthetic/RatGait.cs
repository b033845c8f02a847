namespace Embodied.Rodent.Synthetic;

/// <summary>
/// How a rat walks at a speed, so that physics can follow; no model of how rats do. The figures were searched for by the cross-entropy method, by what a model-based teacher
/// costs that follows them: at 0.12 and 0.20 m/s, and near 0.30 and 0.39; what lies between is interpolated, and at 0.05 m/s the cadence is set by hand, for the search takes
/// very short steps there. Lengths at scale 1 [m], angles [rad].
/// </summary>
internal readonly record struct RatGait
{
    /// <summary>Searched gaits, by speed.</summary>
    private static readonly (double Speed, RatGait Gait)[] Searched =
    [
        (0.05, new() { Frequency = 2.8, Duty = 0.645, Lead = 0.268, Lift = 0.0067, Drop = 0, Pitch = 0.029, Sway = 0.036, Bob = -0.0003, HindAhead = 0.0021, ForeAhead = -0.0006, Wider = 0.0027 }),
        (0.12, new() { Frequency = 3.6, Duty = 0.645, Lead = 0.268, Lift = 0.0067, Drop = 0, Pitch = 0.029, Sway = 0.036, Bob = -0.0003, HindAhead = 0.0021, ForeAhead = -0.0006, Wider = 0.0027 }),
        (0.20, new() { Frequency = 4.32, Duty = 0.632, Lead = 0.261, Lift = 0.0117, Drop = 0.0036, Pitch = 0.068, Sway = 0.032, Bob = -0.001, HindAhead = 0, ForeAhead = -0.0005, Wider = 0.0028 }),
        (0.30, new() { Frequency = 4.91, Duty = 0.633, Lead = 0.231, Lift = 0.0131, Drop = 0.0076, Pitch = 0.047, Sway = 0.029, Bob = -0.0009, HindAhead = 0.0019, ForeAhead = 0.001, Wider = -0.0009 }),
        (0.39, new() { Frequency = 4.95, Duty = 0.622, Lead = 0.233, Lift = 0.0148, Drop = 0.0064, Pitch = 0.047, Sway = 0.032, Bob = -0.0014, HindAhead = 0.0019, ForeAhead = 0.001, Wider = -0.0009 }),
    ];

    /// <summary>Strides in a second [Hz].</summary>
    public double Frequency { get; private init; }

    /// <summary>Share of a stride that a paw stands.</summary>
    public double Duty { get; private init; }

    /// <summary>How much later than the hind paw of its side a fore paw lifts off, as a share of the stride: the order of a walk in lateral sequence (Hildebrand 1976).</summary>
    public double Lead { get; private init; }

    /// <summary>How high paws swing.</summary>
    public double Lift { get; private init; }

    /// <summary>How much the pelvis sinks below its standing height: longer steps need bent legs.</summary>
    public double Drop { get; private init; }

    /// <summary>Nose-up pitch of the pelvis.</summary>
    public double Pitch { get; private init; }

    /// <summary>Amplitude with which back and neck bend to either side, once in a stride.</summary>
    public double Sway { get; private init; }

    /// <summary>Amplitude with which the body rises and sinks, twice in a stride.</summary>
    public double Bob { get; private init; }

    /// <summary>How far ahead of their resting places hind paws land.</summary>
    public double HindAhead { get; private init; }

    /// <summary>How far ahead of their resting places fore paws land.</summary>
    public double ForeAhead { get; private init; }

    /// <summary>How much further out than at rest paws land.</summary>
    public double Wider { get; private init; }

    /// <summary>The gait at a speed [m/s at scale 1].</summary>
    public static RatGait At(double speed)
    {
        var above = Math.Clamp(Array.FindIndex(Searched, s => s.Speed > speed), 1, Searched.Length - 1);
        if (speed >= Searched[^1].Speed)
            return Searched[^1].Gait;
        var (low, high) = (Searched[above - 1], Searched[above]);
        return Mix(low.Gait, high.Gait, Math.Clamp((speed - low.Speed) / (high.Speed - low.Speed), 0, 1));
    }

    private static RatGait Mix(in RatGait a, in RatGait b, double share)
    {
        double Of(double from, double to) => from + (share * (to - from));
        return new()
        {
            Frequency = Of(a.Frequency, b.Frequency),
            Duty = Of(a.Duty, b.Duty),
            Lead = Of(a.Lead, b.Lead),
            Lift = Of(a.Lift, b.Lift),
            Drop = Of(a.Drop, b.Drop),
            Pitch = Of(a.Pitch, b.Pitch),
            Sway = Of(a.Sway, b.Sway),
            Bob = Of(a.Bob, b.Bob),
            HindAhead = Of(a.HindAhead, b.HindAhead),
            ForeAhead = Of(a.ForeAhead, b.ForeAhead),
            Wider = Of(a.Wider, b.Wider),
        };
    }
}
