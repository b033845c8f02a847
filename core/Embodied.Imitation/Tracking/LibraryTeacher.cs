using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Imitation.Teaching.Tuning;
using Embodied.Sdk.Progress;

namespace Embodied.Imitation.Tracking;

/// <summary>How the clips of a behaviour are taught.</summary>
/// <param name="Behaviour">The behaviour.</param>
/// <param name="Gains">Gain sets in use.</param>
/// <param name="Clean">Trials of all its clips.</param>
/// <param name="Disturbed">The same under noise and pushes.</param>
/// <param name="Overtaxed">Actuators that would have to give more than they can for the motions to be followed exactly, the worst first.</param>
public sealed record BehaviourTeaching(string Behaviour, IReadOnlyList<string> Gains, TrialSummary Clean, TrialSummary Disturbed, IReadOnlyList<ActuatorDemand> Overtaxed);

/// <summary>
/// Writes the teachers' book of a library: for each behaviour gains that follow some of its clips well, with and without disturbances, in all as few different ones as do;
/// where none follows them, tuned ones; for a clip that is still lost, others for a moment; and where that does not help, whatever gains follow it best.
/// </summary>
/// <param name="body">The body.</param>
/// <param name="tuning">How to try and tune.</param>
public sealed class LibraryTeacher(TeacherBody body, TuningOptions tuning)
{
    // How much of a behaviour gains are chosen on: at least so many whole clips that last at least so long [s].
    private const int SampledClips = 6;
    private const double Sampled = 15;

    /// <summary>Makes the book.</summary>
    /// <param name="library">The motions; gains are chosen and tuned on those to learn from.</param>
    /// <param name="cache">Folder that keeps tunings, so that a stopped call goes on; null for none.</param>
    /// <param name="progress">Told after each behaviour.</param>
    /// <param name="cancel">Stops.</param>
    public (TeacherBook Book, IReadOnlyList<BehaviourTeaching> Report) Teach(ReferenceLibrary library, string? cache, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        using var workers = new TrialWorkers(body, tuning.Threads, cancel);
        var trials = new GainTrials(body, tuning, workers);
        var groups = library.Clips.GroupBy(c => c.Motion.Behaviour, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        var samples = groups.ToDictionary(g => g.Key, g => SamplesOf(g).ToArray(), StringComparer.Ordinal);
        var plans = Plans(trials, groups, samples, cache, progress, cancel);
        var motions = library.Clips.Select(c => c.Motion).ToArray();
        var chosen = Chosen(trials, motions, plans, progress);
        var overtaxed = Overtaxed(trials, samples, progress);
        var measure = new TeachingMeasure(trials, motions, chosen, progress);
        return (Book(trials, chosen, measure.ActionScales(body.Model.Info.ControlRanges)), measure.Report(chosen, overtaxed));
    }

    private static List<ReferenceMotion> SamplesOf(IEnumerable<ReferenceClip> clips)
    {
        var samples = new List<ReferenceMotion>();
        foreach (var clip in clips.Where(c => !c.Test).DefaultIfEmpty(clips.First()))
        {
            if (samples.Count >= SampledClips && samples.Sum(m => m.Duration) >= Sampled)
                break;
            samples.Add(clip.Motion);
        }

        return samples;
    }

    private Dictionary<string, GainPlan> Plans(
        GainTrials trials, IGrouping<string, ReferenceClip>[] groups, Dictionary<string, ReferenceMotion[]> samples, string? cache, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        var choice = new GainChoice(body, tuning, trials);
        var tried = new Dictionary<string, Dictionary<string, TriedGains>>(StringComparer.Ordinal);
        foreach (var (group, done) in groups.Select((g, i) => (g.Key, i)))
        {
            progress?.Report(new("teaching", done, groups.Length + 1) { Detail = group });
            tried[group] = choice.Tried(group, samples[group], cache, cancel);
        }

        progress?.Report(new("teaching", groups.Length, groups.Length + 1) { Detail = "to go and to stay" });
        var going = groups.ToDictionary(g => g.Key, g => g.Where(c => !c.Test).DefaultIfEmpty(g.First()).Average(c => trials.PaceOf(c.Motion).Share), StringComparer.Ordinal);
        return choice.Plans(going, samples, tried);
    }

    private static Dictionary<string, TaughtClip> Chosen(GainTrials trials, ReferenceMotion[] motions, Dictionary<string, GainPlan> plans, IProgress<WorkProgress>? progress)
    {
        GainPlan[] all = [.. trials.Pool.Keys.Select(n => new GainPlan(n)).Concat(plans.Values).Distinct().OrderBy(p => p.Name, StringComparer.Ordinal)];
        var (chosen, done) = (new TaughtClip[motions.Length], 0);
        trials.Run(motions.Length, (worker, i) =>
        {
            progress?.Report(new("trying all clips", Interlocked.Increment(ref done) - 1, motions.Length));
            chosen[i] = TaughtClip.Of(trials, worker, motions[i], plans[motions[i].Behaviour], all);
        });
        return motions.Zip(chosen).ToDictionary(c => c.First.Name, c => c.Second, StringComparer.Ordinal);
    }

    private static Dictionary<string, IReadOnlyList<ActuatorDemand>> Overtaxed(GainTrials trials, Dictionary<string, ReferenceMotion[]> samples, IProgress<WorkProgress>? progress)
    {
        string[] groups = [.. samples.Keys];
        var (demands, asked) = (new IReadOnlyList<ActuatorDemand>[groups.Length], 0);
        trials.Run(groups.Length, (worker, i) =>
        {
            progress?.Report(new("what motions ask of actuators", Interlocked.Increment(ref asked) - 1, groups.Length));
            demands[i] = [.. worker.Demands(samples[groups[i]]).Where(d => d.Beyond > 0)];
        });
        return groups.Zip(demands).ToDictionary(g => g.First, g => g.Second, StringComparer.Ordinal);
    }

    private static TeacherBook Book(GainTrials trials, Dictionary<string, TaughtClip> chosen, double[] scales)
    {
        var turns = chosen.Where(c => c.Value.Turns.Count > 1).ToDictionary(c => c.Key, c => c.Value.Turns, StringComparer.Ordinal);
        return new()
        {
            ActionScales = scales,
            Gains = chosen.Values.SelectMany(t => t.Turns.Select(x => x.Gains)).Distinct().Order(StringComparer.Ordinal).ToDictionary(n => n, n => trials.Pool[n], StringComparer.Ordinal),
            Clips = chosen.ToDictionary(c => c.Key, c => c.Value.Turns[0].Gains, StringComparer.Ordinal),
            // A motion that nobody has tried is most likely one of the many.
            Otherwise = chosen.Values.GroupBy(t => t.Turns[0].Gains, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key,
            Turns = turns.Count > 0 ? turns : null,
        };
    }
}
