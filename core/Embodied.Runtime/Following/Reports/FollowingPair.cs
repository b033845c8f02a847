using Embodied.Analysis.Statistics;
using Embodied.Imitation.Teaching.Trials;

namespace Embodied.Runtime.Following.Reports;

/// <summary>Agent and teacher in the same windows, window by window: what one follows and the other loses says more than how many each follows.</summary>
/// <param name="Condition">Where.</param>
/// <param name="Mimic">Windows that only one follows to the end under the rule <c>mimic</c>.</param>
/// <param name="Track">The same under the rule <c>track-mjx</c>.</param>
/// <param name="Both">Windows that both follow to the end under both rules.</param>
/// <param name="NearerMm">In these, by how much the agent's segments are nearer than the teacher's, averaged over windows, with the 95 % interval of a bootstrap over windows.</param>
public sealed record FollowingPair(string Condition, OnlyOne Mimic, OnlyOne Track, int Both, ConfidenceInterval NearerMm)
{
    /// <summary>Compares.</summary>
    /// <param name="condition">Where.</param>
    /// <param name="agent">The agent's trials.</param>
    /// <param name="teacher">The teacher's, in the same order.</param>
    public static FollowingPair Of(string condition, IReadOnlyList<TrialResult> agent, IReadOnlyList<TrialResult> teacher)
    {
        var pairs = agent.Zip(teacher).ToArray();
        OnlyOne Only(Func<TrialResult, bool> follows) => new(pairs.Count(p => follows(p.First) && !follows(p.Second)), pairs.Count(p => !follows(p.First) && follows(p.Second)));
        double[] nearer = [.. pairs.Where(p => Follows(p.First) && Follows(p.Second)).Select(p => 1000 * (p.Second.Segment - p.First.Segment))];
        return new(condition, Only(t => t.MimicComplete), Only(t => t.TrackComplete), nearer.Length, FollowingIntervals.Mean(nearer));
    }

    private static bool Follows(TrialResult trial) => trial is { MimicComplete: true, TrackComplete: true };
}

/// <summary>Windows that one follows and the other loses.</summary>
/// <param name="Agent">That only the agent follows.</param>
/// <param name="Teacher">That only the teacher follows.</param>
public sealed record OnlyOne(int Agent, int Teacher)
{
    /// <summary>How likely they are split at least so unevenly by chance (McNemar's exact test, two-sided).</summary>
    public double P => PairedTest.Sign(Agent, Teacher);
}
