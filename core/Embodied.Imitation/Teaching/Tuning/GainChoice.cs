using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Randomness;

namespace Embodied.Imitation.Teaching.Tuning;

/// <summary>
/// Finds gains for a motion with little work: ready gains first, each with and without disturbances; only when even the best of them loses the undisturbed
/// motion somewhere, tuning from the best that steps.
/// </summary>
/// <param name="body">The body.</param>
/// <param name="options">How to try, and how to tune.</param>
public sealed class GainChoice(TeacherBody body, TuningOptions options)
{
    /// <summary>Chooses.</summary>
    /// <param name="motion">The motion.</param>
    /// <param name="sets">Ready gains by name, e.g. <see cref="TeacherGainSets.All"/>.</param>
    /// <param name="cache">File that keeps the tuning, if it comes to that, or null.</param>
    /// <param name="progress">Told after each trial.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="InputException">There are no sets, or an option, a gain or the cache does not fit.</exception>
    public ChosenGains Choose(
        ReferenceMotion motion, IReadOnlyDictionary<string, TeacherGains> sets, string? cache, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        if (sets.Count == 0)
            throw new InputException(motion.Name, "there are no gains to choose from");
        options.Check();
        var tried = Try(motion, sets, progress, cancel);
        var best = tried.MinBy(t => t.Cost)!;
        if (best.Follows || !tried.Any(t => t.Gains.Feet is not null))
            return best;
        var start = tried.Where(t => t.Gains.Feet is not null).MinBy(t => t.Cost)!;
        var tuned = new GainTuner(body, options).Tune([motion], start.Gains, cache, progress, cancel);
        var name = $"{start.Name}, tuned";
        var after = Try(motion, new Dictionary<string, TeacherGains>(StringComparer.Ordinal) { [name] = tuned.Gains }, progress, cancel)[0];
        return after.Cost < best.Cost ? after : best;
    }

    private ChosenGains[] Try(ReferenceMotion motion, IReadOnlyDictionary<string, TeacherGains> sets, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        var (frames, named, done) = (options.FramesOf(motion), sets.ToArray(), 0L);
        using var workers = new TrialWorkers(body, options.Threads, cancel);
        var (clean, disturbed) = (new TrialResult[named.Length][], new TrialResult[named.Length][]);
        workers.Run(named.Length, (worker, i) =>
        {
            var trial = options.Trial with { ControlScales = worker.ControlScales(named[i].Value, motion, frames[0], options.Trial) };
            TrialResult[] Run(TrialOptions how) =>
                [.. frames.Select((frame, window) => worker.Run(named[i].Value, motion, frame, how, RandomStream.For(options.Seed, (ulong)window).State))];
            (clean[i], disturbed[i]) = (Run(trial with { Disturbance = null }), Run(trial));
            progress?.Report(new("trying gains", Interlocked.Increment(ref done), named.Length));
        });
        return [.. named.Select((n, i) => new ChosenGains(n.Key, n.Value, TrialSummary.Of(clean[i]), TrialSummary.Of(disturbed[i])))];
    }
}

/// <summary>Gains that were chosen.</summary>
/// <param name="Name">Name of the set, followed by <c>, tuned</c> when it was only the beginning.</param>
/// <param name="Gains">The gains.</param>
/// <param name="Clean">Their trials without disturbances.</param>
/// <param name="Disturbed">Their trials under disturbances.</param>
public sealed record ChosenGains(string Name, TeacherGains Gains, TrialSummary Clean, TrialSummary Disturbed)
{
    /// <summary>Mean cost of both.</summary>
    public double Cost => (Clean.Cost + Disturbed.Cost) / 2;

    /// <summary>Whether the undisturbed motion is followed to the end from every window, under both rules.</summary>
    public bool Follows => Clean is { MimicShare: 1, TrackShare: 1 };
}
