namespace Embodied.Rodent.Synthetic;

/// <summary>What a behaviour asks of the whole body. Lengths at scale 1 [m], angles [rad].</summary>
internal readonly record struct Posture
{
    /// <summary>Forward speed [m/s].</summary>
    public double Speed { get; init; }

    /// <summary>Heading rate [rad/s].</summary>
    public double Turning { get; init; }

    /// <summary>Nose-up pitch of the pelvis.</summary>
    public double Pitch { get; init; }

    /// <summary>Roll of the pelvis about its long axis; positive to the right.</summary>
    public double Roll { get; init; }

    /// <summary>How much the pelvis sinks below its standing height.</summary>
    public double Drop { get; init; }

    /// <summary>How much the pelvis moves back.</summary>
    public double Back { get; init; }

    /// <summary>Each lumbar extension; positive lifts the chest.</summary>
    public double LumbarExtend { get; init; }

    /// <summary>Each lumbar bend; positive to the left.</summary>
    public double LumbarBend { get; init; }

    /// <summary>Each neck extension; positive lowers the head.</summary>
    public double NeckDown { get; init; }

    /// <summary>Each neck bend; positive to the left.</summary>
    public double NeckBend { get; init; }

    /// <summary>The joint between neck and skull; positive lifts the nose.</summary>
    public double NoseUp { get; init; }

    /// <summary>0: forepaws on the floor, 1: in the air.</summary>
    public double ForepawsUp { get; init; }

    /// <summary>0: raised forepaws hang before the chest, 1: they wash the face.</summary>
    public double Washing { get; init; }

    /// <summary>Amplitude of fast head bobs.</summary>
    public double Sniffing { get; init; }

    /// <summary>Amplitude of slow looking around.</summary>
    public double Scanning { get; init; }

    /// <summary>The posture a bout leads to.</summary>
    public static Posture Of(BehaviourBout bout, RatGaits gaits) => bout.Held ?? bout.Behaviour switch
    {
        RatBehaviour.Walk => new()
        {
            Speed = bout.Speed,
            Drop = gaits.At(bout.Speed).Drop,
            Pitch = gaits.At(bout.Speed).Pitch,
            Turning = bout.Turning,
            LumbarBend = 0.14 * bout.Turning,
            NeckDown = 0.08,
            NeckBend = 0.2 * bout.Turning,
            NoseUp = 0.12,
            Sniffing = 0.01,
        },
        RatBehaviour.Turn => new()
        {
            Speed = bout.Speed,
            Turning = bout.Turning,
            LumbarBend = 0.16 * bout.Turning,
            NeckDown = 0.05,
            NeckBend = 0.22 * bout.Turning,
            NoseUp = 0.1,
        },
        RatBehaviour.Rear => new()
        {
            Pitch = 0.85,
            // Nobody balances on straight legs.
            Drop = 0.015,
            Back = 0.012,
            LumbarExtend = 0.06,
            NeckDown = 0.22,
            NeckBend = 0.12 * bout.Side,
            NoseUp = 0.1,
            ForepawsUp = 1,
            Scanning = 0.22,
            Sniffing = 0.015,
        },
        RatBehaviour.RearLow => new()
        {
            Pitch = 0.45,
            Drop = 0.004,
            Back = 0.008,
            LumbarExtend = 0.03,
            NeckDown = 0.12,
            NeckBend = 0.12 * bout.Side,
            NoseUp = 0.1,
            ForepawsUp = 1,
            Scanning = 0.15,
            Sniffing = 0.015,
        },
        RatBehaviour.Groom => AtWash(0),
        RatBehaviour.GroomLeft => AtWash(0.22),
        RatBehaviour.GroomRight => AtWash(-0.22),
        RatBehaviour.Crouch => new() { Drop = 0.008, NeckDown = 0.14, NoseUp = 0.14, NeckBend = 0.06 * bout.Side },
        RatBehaviour.Sniff => new()
        {
            Pitch = -0.06,
            NeckDown = 0.24,
            NoseUp = 0.18,
            NeckBend = 0.1 * bout.Side,
            Sniffing = 0.05,
            Scanning = 0.25,
        },
        _ => new() { NeckDown = 0.06, NoseUp = 0.1, NeckBend = 0.08 * bout.Side },
    };

    private static Posture AtWash(double bend) => new()
    {
        Pitch = 0.8,
        Drop = 0.01,
        Back = 0.01,
        LumbarExtend = -0.16,
        LumbarBend = 0.4 * bend,
        NeckDown = 0.4,
        NeckBend = bend,
        NoseUp = 0,
        ForepawsUp = 1,
        Washing = 1,
    };

    /// <summary>Number of values in <see cref="Write"/>.</summary>
    public const int Count = 15;

    /// <summary>The values in a fixed order.</summary>
    public void Write(Span<double> values)
    {
        ReadOnlySpan<double> all =
        [
            Speed, Turning, Pitch, Drop, Back, LumbarExtend, LumbarBend, NeckDown, NeckBend, NoseUp, ForepawsUp, Washing, Sniffing, Scanning, Roll,
        ];
        all.CopyTo(values);
    }

    /// <summary>The posture of these values.</summary>
    public static Posture Read(ReadOnlySpan<double> values) => new()
    {
        Speed = values[0],
        Turning = values[1],
        Pitch = values[2],
        Drop = values[3],
        Back = values[4],
        LumbarExtend = values[5],
        LumbarBend = values[6],
        NeckDown = values[7],
        NeckBend = values[8],
        NoseUp = values[9],
        ForepawsUp = values[10],
        Washing = values[11],
        Sniffing = values[12],
        Scanning = values[13],
        Roll = values[14],
    };

    /// <summary>A share of this posture at the same pace.</summary>
    public Posture Share(double share)
    {
        Span<double> values = stackalloc double[Count];
        Write(values);
        foreach (ref var value in values)
            value *= share;
        return Read(values) with { Speed = Speed, Turning = Turning };
    }
}
