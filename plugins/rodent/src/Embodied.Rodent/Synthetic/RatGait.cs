namespace Embodied.Rodent.Synthetic;

/// <summary>A gait by its figures. Lengths at scale 1 [m], angles [rad].</summary>
internal readonly record struct RatGait
{
    /// <summary>Strides in a second [Hz].</summary>
    public double Frequency { get; init; }

    /// <summary>Share of a stride that a paw stands.</summary>
    public double Duty { get; init; }

    /// <summary>How much later than the hind paw of its side a fore paw lifts off, as a share of the stride: the order of a walk in lateral sequence (Hildebrand 1976).</summary>
    public double Lead { get; init; }

    /// <summary>How high paws swing.</summary>
    public double Lift { get; init; }

    /// <summary>How much the pelvis sinks below its standing height: longer steps need bent legs.</summary>
    public double Drop { get; init; }

    /// <summary>Nose-up pitch of the pelvis.</summary>
    public double Pitch { get; init; }

    /// <summary>Amplitude with which back and neck bend to either side, once in a stride.</summary>
    public double Sway { get; init; }

    /// <summary>Amplitude with which the body rises and sinks, twice in a stride.</summary>
    public double Bob { get; init; }

    /// <summary>How far ahead of their resting places hind paws land.</summary>
    public double HindAhead { get; init; }

    /// <summary>How far ahead of their resting places fore paws land.</summary>
    public double ForeAhead { get; init; }

    /// <summary>How much further out than at rest paws land.</summary>
    public double Wider { get; init; }

    /// <summary>What lies between two gaits.</summary>
    public static RatGait Mix(in RatGait a, in RatGait b, double share)
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
