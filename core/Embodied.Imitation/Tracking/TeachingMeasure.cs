using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Progress;

namespace Embodied.Imitation.Tracking;

/// <summary>How all clips of a library are followed by the gains chosen for them, clean and disturbed, and how much that asks of each actuator.</summary>
internal sealed class TeachingMeasure
{
    // An action of 1 asks for this many times what an actuator usually gives.
    private const double Reserve = 6;
    private const double LeastScale = 2e-3;

    // Added to how much a control is used, so that noise reaches controls that rest.
    private const double LeastNoise = 5e-4;

    private readonly ReferenceMotion[] _motions;
    private readonly TrialResult[] _clean;
    private readonly TrialResult[] _disturbed;
    private readonly double[][] _sizes;

    /// <summary>Follows every clip twice.</summary>
    /// <param name="trials">Trials.</param>
    /// <param name="motions">The clips.</param>
    /// <param name="chosen">How each is taught.</param>
    /// <param name="progress">Told before each clip.</param>
    public TeachingMeasure(GainTrials trials, ReferenceMotion[] motions, Dictionary<string, TaughtClip> chosen, IProgress<WorkProgress>? progress)
    {
        _motions = motions;
        (_clean, _disturbed, _sizes) = (new TrialResult[motions.Length], new TrialResult[motions.Length], new double[motions.Length][]);
        var done = 0;
        trials.Run(motions.Length, (worker, i) =>
        {
            progress?.Report(new("measuring teachers", Interlocked.Increment(ref done) - 1, motions.Length));
            var turns = chosen[motions[i].Name].Turns;
            _clean[i] = trials.Clean(worker, turns, motions[i]);
            _sizes[i] = worker.ControlSizes();
            _disturbed[i] = trials.Disturbed(worker, turns, motions[i], [.. _sizes[i].Select(s => s + LeastNoise)], i);
        });
    }

    /// <summary>Share of half its range that an action of 1 asks of each actuator, [actuators].</summary>
    /// <param name="ranges">Of the controls.</param>
    public double[] ActionScales(IReadOnlyList<Interval> ranges)
    {
        // By time, so that many short clips do not outweigh long ones.
        (double[] Sizes, double Seconds)[] all = [.. _sizes.Select((s, i) => (s, _motions[i].Duration))];
        // Whoever falls struggles: that is no measure of what an actuator is for.
        var sound = all.Where((_, i) => GainTrials.Followed(_clean[i])).ToArray() is { Length: > 0 } followed ? followed : all;
        var seconds = sound.Sum(s => s.Seconds);
        return [.. ranges.Select((r, a) => Math.Min(1, LeastScale + (Reserve * Math.Sqrt(sound.Sum(s => s.Seconds * s.Sizes[a] * s.Sizes[a]) / seconds) / (0.5 * r.Width))))];
    }

    /// <summary>By behaviour.</summary>
    /// <param name="chosen">How each clip is taught.</param>
    /// <param name="overtaxed">Actuators that would have to give more than they can, by behaviour.</param>
    public IReadOnlyList<BehaviourTeaching> Report(Dictionary<string, TaughtClip> chosen, Dictionary<string, IReadOnlyList<ActuatorDemand>> overtaxed) =>
    [
        .. _motions.Select((m, i) => (m.Behaviour, chosen[m.Name].Gains, Clean: _clean[i], Disturbed: _disturbed[i]))
            .GroupBy(m => m.Behaviour, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new BehaviourTeaching(g.Key, [.. g.Select(m => m.Gains).Distinct()], TrialSummary.Of([.. g.Select(m => m.Clean)]), TrialSummary.Of([.. g.Select(m => m.Disturbed)]), overtaxed[g.Key])),
    ];
}
