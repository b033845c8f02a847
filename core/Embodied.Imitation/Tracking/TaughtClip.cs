using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Tuning;

namespace Embodied.Imitation.Tracking;

/// <summary>How a clip is taught.</summary>
/// <param name="Gains">In words, for tables.</param>
/// <param name="Turns">Which set holds when.</param>
internal sealed record TaughtClip(string Gains, IReadOnlyList<GainTurn> Turns)
{
    /// <summary>
    /// By its behaviour's gains. Where these lose it others take over for a moment; where none can, it gets the best of all, which may make its teacher another one than
    /// that of its like.
    /// </summary>
    /// <param name="trials">Trials.</param>
    /// <param name="worker">The world to try in.</param>
    /// <param name="motion">The clip.</param>
    /// <param name="plan">Its behaviour's.</param>
    /// <param name="all">All plans, in their order.</param>
    public static TaughtClip Of(GainTrials trials, TrialWorkers.Worker worker, ReferenceMotion motion, GainPlan plan, GainPlan[] all)
    {
        var pace = trials.PaceOf(motion);
        var turns = plan.Turns(pace);
        var trial = trials.Clean(worker, turns, motion);
        if (GainTrials.Followed(trial))
            return new(plan.Name, turns);
        if (TurnRepair.Of(turns, trial, [.. trials.Pool.Keys.Order(StringComparer.Ordinal)], others => trials.Clean(worker, others, motion)) is { } repaired)
            return new($"{plan.Name}, others in between", repaired);
        var best = all.MinBy(p => trials.Clean(worker, p.Turns(pace), motion).Cost)!;
        return new(best.Name, best.Turns(pace));
    }
}
