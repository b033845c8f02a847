using System.Runtime.CompilerServices;
using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Imitation.Teaching.Tuning;
using Embodied.Sdk.Randomness;

namespace Embodied.Imitation.Tracking;

/// <summary>How sets of gains, alone or in turns, follow whole motions.</summary>
internal sealed class GainTrials(TeacherBody body, TuningOptions tuning, TrialWorkers workers)
{
    private readonly ConditionalWeakTable<ReferenceMotion, MotionPace> _paces = [];

    /// <summary>Sets of gains by name; tuned ones are added.</summary>
    public Dictionary<string, TeacherGains> Pool { get; } = TeacherGainSets.All.ToDictionary(StringComparer.Ordinal);

    /// <summary>Runs work 0 … <paramref name="count"/> − 1 in any order.</summary>
    public void Run(int count, Action<TrialWorkers.Worker, int> work) => workers.Run(count, work);

    /// <summary>When a motion goes and when it stays; kept.</summary>
    public MotionPace PaceOf(ReferenceMotion motion) => _paces.GetValue(motion, m => new(m, body));

    /// <summary>Follows a motion to its end, undisturbed.</summary>
    public TrialResult Clean(TrialWorkers.Worker worker, IReadOnlyList<GainTurn> turns, ReferenceMotion motion) => worker.Run(Schedule(turns), motion, 0, Whole(motion), 0);

    /// <summary>Follows a motion to its end under noise and pushes.</summary>
    /// <param name="worker">The world.</param>
    /// <param name="turns">The gains.</param>
    /// <param name="motion">The motion.</param>
    /// <param name="scales">How much each control varies on its own, [actuators]; noise is in proportion.</param>
    /// <param name="stream">Which noise and pushes, of those of the seed.</param>
    public TrialResult Disturbed(TrialWorkers.Worker worker, IReadOnlyList<GainTurn> turns, ReferenceMotion motion, double[] scales, int stream) => worker.Run(
        Schedule(turns), motion, 0, Whole(motion) with { Disturbance = tuning.Trial.Disturbance, ControlScales = scales }, RandomStream.For(tuning.Seed, (ulong)stream).State);

    /// <summary>What each plan costs over all motions and over those it follows, clean and disturbed, and the share of these; by name of the plan.</summary>
    public Dictionary<string, TriedGains> Try(ReferenceMotion[] motions, GainPlan[] plans)
    {
        var (cost, followed) = (new double[plans.Length * motions.Length], new bool[plans.Length * motions.Length]);
        workers.Run(cost.Length, (worker, i) =>
        {
            var motion = motions[i % motions.Length];
            var turns = plans[i / motions.Length].Turns(PaceOf(motion));
            var clean = Clean(worker, turns, motion);
            (cost[i], followed[i]) = (clean.Cost, Followed(clean));
            if (followed[i])
                cost[i] = (clean.Cost + Disturbed(worker, turns, motion, worker.ControlScales(), i % motions.Length).Cost) / 2;
        });
        return plans.Select((p, i) => (p.Name, Found: Summary(cost.AsSpan(i * motions.Length, motions.Length).ToArray(), followed.AsSpan(i * motions.Length, motions.Length).ToArray())))
            .ToDictionary(p => p.Name, p => p.Found, StringComparer.Ordinal);
    }

    /// <summary>Whether a motion was followed to its end under both rules.</summary>
    public static bool Followed(TrialResult result) => result is { MimicComplete: true, TrackComplete: true };

    private static TriedGains Summary(double[] costs, bool[] followed) =>
        new(costs.Average(), costs.Where((_, i) => followed[i]).DefaultIfEmpty(costs.Average()).Average(), followed.Count(f => f) / (double)followed.Length);

    private GainSchedule Schedule(IReadOnlyList<GainTurn> turns) => new([.. turns.Select(t => (t.From, Pool[t.Gains]))]);

    private TrialOptions Whole(ReferenceMotion motion) => tuning.Trial with { Disturbance = null, Duration = motion.Duration, StopAtFirstFailure = false };
}
