using Embodied.Sdk.Randomness;

namespace Embodied.Rodent.Synthetic;

/// <summary>A class of synthetic clips: what the rat does in it, varied by a seed.</summary>
/// <param name="Name">Name of the class.</param>
/// <param name="Bouts">The bouts of a clip of a length [s].</param>
internal sealed record RatClipKind(string Name, Func<RandomStream, double, List<BehaviourBout>> Bouts)
{
    private const int MoreRoams = 2;
    private const int MoreHighRears = 2;
    private const int MoreShifts = 2;
    private const int SnapshotsInRound = 100;

    // How long a rat stands between walking and what lifts its forepaws [s].
    private const double Collecting = 1.3;

    /// <summary>Goes about, without fast gaits, and does everything else on its way. Long, for what goes wrong slowly is seen only there.</summary>
    public static RatClipKind Roams { get; } = new("roams", Roam) { Seconds = 20 };

    /// <summary>In one posture after another with small steps between: most of what a rat does that does not walk.</summary>
    private static RatClipKind Shifts { get; } = new("shifts", (random, seconds) => Postures(random, seconds, 1)) { Style = 0.6 };

    /// <summary>Stands on its hind legs. Nothing else balances on two paws, so nothing else teaches it.</summary>
    private static RatClipKind HighRears { get; } = Still("rear-high", RatBehaviour.Rear);

    /// <summary>All that is done on two paws: whoever falls, mostly falls there.</summary>
    private static IReadOnlyList<RatClipKind> OnTwoPaws { get; } =
    [
        HighRears, Still("rear-low", RatBehaviour.RearLow),
        Still("groom-face", RatBehaviour.Groom), Still("groom-left", RatBehaviour.GroomLeft), Still("groom-right", RatBehaviour.GroomRight),
    ];

    /// <summary>All classes, in the order of a library.</summary>
    public static IReadOnlyList<RatClipKind> All { get; } =
    [
        Walk("walk-05", 0.05), Walk("walk-08", 0.08), Walk("walk-10", 0.10), Walk("walk-13", 0.13), Walk("walk-15", 0.15), Walk("walk-20", 0.20),
        Walk("walk-30", 0.30), Walk("walk-40", 0.40), Turn("turn-left", 1), Turn("turn-right", -1),
        new("start-stop", StartStop),
        .. OnTwoPaws,
        Still("sniff", RatBehaviour.Sniff), Still("crouch", RatBehaviour.Crouch), Still("stand", RatBehaviour.Stand),
        new("transitions", Transitions),
        Roams,
        new("postures", (random, seconds) => Postures(random, seconds, 0)) { Style = 0.8, Leaning = 0.5, Seconds = 10 },
        new("poses", (random, seconds) => Postures(random, seconds, 0)[..1].ConvertAll(b => b with { End = seconds })) { Style = 1, Leaning = 0.8 },
        new("glances", (random, seconds) => Postures(random, seconds, 0)) { Style = 0.5, Leaning = 0.5, Seconds = 10 },
        Shifts,
    ];

    /// <summary>Moments of many rats: four paws on the floor, in any posture, each by another rat. Whoever has seen few postures knows those few by heart.</summary>
    public static RatClipKind Snapshots { get; } = new("snapshots", (random, seconds) => Postures(random, seconds, 0)) { Style = 1.4, Leaning = 1.2, Seconds = 1 };

    /// <summary>A library's round: each class once, what goes on for minutes, is hard to balance or is done all the time more often, then snapshots.</summary>
    public static IReadOnlyList<RatClipKind> Library { get; } =
        [.. All, .. Enumerable.Repeat(Roams, MoreRoams), .. OnTwoPaws, .. Enumerable.Repeat(HighRears, MoreHighRears), .. Enumerable.Repeat(Shifts, MoreShifts), .. Enumerable.Repeat(Snapshots, SnapshotsInRound)];

    /// <summary>Length of a clip [s].</summary>
    public double Seconds { get; init; } = 5;

    /// <summary>How much rats of this class differ in how they hold themselves; 1 is much, 0 not at all: whoever walks fast has no choice.</summary>
    public double Style { get; init; }

    /// <summary>How far hind and fore paws of rats of this class are shifted in pairs; only for classes on four paws.</summary>
    public double Leaning { get; init; }

    private static RatClipKind Walk(string name, double speed) => new(name, (random, seconds) =>
        [new(RatBehaviour.Walk, seconds, speed, random.NextUniform(-0.1, 0.1), random.NextUniform(-1, 1))]);

    private static RatClipKind Turn(string name, int side) => new(name, (random, seconds) =>
        [new(RatBehaviour.Walk, seconds, random.NextUniform(0.05, 0.15), side * random.NextUniform(0.3, 0.6), side)]);

    // On four paws, into the behaviour, and back: what goes up must come down.
    private static RatClipKind Still(string name, RatBehaviour behaviour) => new RatClipKind(name, (random, seconds) =>
    [
        new(RatBehaviour.Stand, random.NextUniform(0.1, 0.8), 0, 0, random.NextUniform(-1, 1)),
        new(behaviour, seconds - random.NextUniform(0.8, 1.4), 0, 0, random.NextUniform(-1, 1)),
        new(RatBehaviour.Stand, seconds, 0, 0, random.NextUniform(-1, 1)),
    ]) with
    { Style = 0.3 };

    private static List<BehaviourBout> StartStop(RandomStream random, double seconds)
    {
        var (start, stop) = (random.NextUniform(0.5, 1.5), seconds - random.NextUniform(0.8, 1.6));
        return
        [
            new(RatBehaviour.Stand, start, 0, 0, random.NextUniform(-1, 1)),
            new(RatBehaviour.Walk, stop, random.NextUniform(0.06, 0.15), random.NextUniform(-0.2, 0.2), 0),
            new(RatBehaviour.Stand, seconds, 0, 0, random.NextUniform(-1, 1)),
        ];
    }

    private static List<BehaviourBout> Transitions(RandomStream random, double seconds)
    {
        RatBehaviour[] choices =
        [
            RatBehaviour.Walk, RatBehaviour.Rear, RatBehaviour.RearLow, RatBehaviour.Groom, RatBehaviour.GroomLeft, RatBehaviour.GroomRight, RatBehaviour.Sniff, RatBehaviour.Crouch,
            RatBehaviour.Stand,
        ];
        var bouts = new List<BehaviourBout>();
        for (var time = 0.0; time < seconds;)
        {
            var behaviour = choices[random.NextInt(choices.Length)];
            if (bouts.Count > 0 && bouts[^1].Behaviour == behaviour)
                continue;
            time = Collected(bouts, behaviour, time) + random.NextUniform(1.2, 2.4);
            var walks = behaviour == RatBehaviour.Walk;
            bouts.Add(new(behaviour, time, walks ? random.NextUniform(0.06, 0.14) : 0, walks ? random.NextUniform(-0.4, 0.4) : 0, random.NextUniform(-1, 1)));
        }

        return bouts;
    }

    private static List<BehaviourBout> Roam(RandomStream random, double seconds)
    {
        RatBehaviour[] pauses =
        [
            RatBehaviour.Stand, RatBehaviour.Sniff, RatBehaviour.Sniff, RatBehaviour.Crouch, RatBehaviour.Rear, RatBehaviour.RearLow, RatBehaviour.Groom, RatBehaviour.GroomLeft,
            RatBehaviour.GroomRight,
        ];
        var bouts = new List<BehaviourBout>();
        for (var time = 0.0; time < seconds;)
        {
            var walks = bouts.Count == 0 ? random.NextDouble() < 0.5 : bouts[^1].Behaviour != RatBehaviour.Walk || random.NextDouble() < 0.4;
            var length = walks ? random.NextUniform(1.2, 4) : random.NextUniform(1.5, 3.5);
            var behaviour = walks ? RatBehaviour.Walk : pauses[random.NextInt(pauses.Length)];
            time = Collected(bouts, behaviour, time) + length;
            bouts.Add(new(behaviour, time, walks ? random.NextUniform(0.05, 0.14) : 0, walks ? random.NextUniform(-0.4, 0.4) : 0, random.NextUniform(-1, 1)));
        }

        return bouts;
    }

    // Whoever rises collects its paws under itself before, and when it has come down: on paws as a walk leaves them nobody balances.
    private static double Collected(List<BehaviourBout> bouts, RatBehaviour next, double time)
    {
        if (bouts.Count == 0 || bouts[^1].Behaviour == RatBehaviour.Stand || !(IsUp(next) || IsUp(bouts[^1].Behaviour)))
            return time;
        bouts.Add(new(RatBehaviour.Stand, time + Collecting, 0, 0, 0));
        return time + Collecting;
    }

    private static bool IsUp(RatBehaviour behaviour) =>
        behaviour is RatBehaviour.Rear or RatBehaviour.RearLow or RatBehaviour.Groom or RatBehaviour.GroomLeft or RatBehaviour.GroomRight;

    // On four paws in one posture after another, on the spot or with a few slow steps: what a rat does most of the time.
    private static List<BehaviourBout> Postures(RandomStream random, double seconds, double moving)
    {
        var bouts = new List<BehaviourBout>();
        for (var time = 0.0; time < seconds;)
        {
            time += random.NextUniform(0.8, 2.5);
            var held = RatStyle.RandomPosture(ref random, 1) with { Speed = moving * random.NextUniform(0, 0.04), Turning = moving * random.NextUniform(-0.2, 0.2), Sniffing = random.NextUniform(0, 0.03) };
            bouts.Add(new(moving > 0 ? RatBehaviour.Walk : RatBehaviour.Stand, time, held.Speed, held.Turning, 0) { Held = held });
        }

        return bouts;
    }
}
