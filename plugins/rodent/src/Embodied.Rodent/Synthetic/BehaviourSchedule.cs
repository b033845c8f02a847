using Embodied.Sdk.Randomness;

namespace Embodied.Rodent.Synthetic;

/// <summary>
/// Which behaviour when: rounds of all six in seeded order with seeded durations, so that every behaviour appears in the first round. Durations and
/// speeds are those of a rat exploring an open floor: bouts of one to four seconds, walks of 0.08–0.18 m/s.
/// </summary>
internal static class BehaviourSchedule
{
    /// <summary>Longest first round [s]; shorter recordings hurry.</summary>
    private const double FirstRound = 16;

    public static List<BehaviourBout> Plan(double seconds, ulong seed)
    {
        var random = RandomStream.For(seed, 0);
        var pace = Math.Min(1, 0.9 * seconds / FirstRound);
        var bouts = new List<BehaviourBout>();
        // It begins on four paws.
        RatBehaviour[] order = [RatBehaviour.Stand, RatBehaviour.Walk, RatBehaviour.Turn, RatBehaviour.Rear, RatBehaviour.Groom, RatBehaviour.Sniff];
        for (var time = 0.0; time < seconds;)
        {
            Shuffle(order.AsSpan(bouts.Count == 0 ? 1 : 0), ref random);
            foreach (var behaviour in order)
            {
                time += pace * Duration(behaviour, ref random);
                bouts.Add(Bout(behaviour, time, ref random));
            }
        }

        return bouts;
    }

    private static double Duration(RatBehaviour behaviour, ref RandomStream random) => behaviour switch
    {
        RatBehaviour.Stand => random.NextUniform(1, 1.8),
        RatBehaviour.Walk => random.NextUniform(2.5, 4),
        RatBehaviour.Turn => random.NextUniform(1.2, 2),
        RatBehaviour.Rear => random.NextUniform(2, 2.8),
        RatBehaviour.Groom => random.NextUniform(2.2, 3.2),
        _ => random.NextUniform(1.4, 2.2),
    };

    private static BehaviourBout Bout(RatBehaviour behaviour, double end, ref RandomStream random)
    {
        var speed = random.NextUniform(0.08, 0.18);
        var curve = random.NextUniform(-0.5, 0.5);
        var side = random.NextUniform(-1, 1);
        var turning = (side < 0 ? -1 : 1) * random.NextUniform(0.9, 1.5);
        return behaviour switch
        {
            RatBehaviour.Walk => new(behaviour, end, speed, curve, side),
            RatBehaviour.Turn => new(behaviour, end, 0.02, turning, side),
            _ => new(behaviour, end, 0, 0, side),
        };
    }

    private static void Shuffle(Span<RatBehaviour> order, ref RandomStream random)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = random.NextInt(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
