using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Imitation.Teaching.Tuning;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Randomness;

namespace Embodied.Imitation.Tracking;

/// <summary>How the clips of a behaviour are taught.</summary>
/// <param name="Behaviour">The behaviour.</param>
/// <param name="Gains">Gain sets in use.</param>
/// <param name="Clean">Trials of all its clips.</param>
/// <param name="Disturbed">The same under noise and pushes.</param>
public sealed record BehaviourTeaching(string Behaviour, IReadOnlyList<string> Gains, TrialSummary Clean, TrialSummary Disturbed);

/// <summary>
/// Writes the teachers' book of a library: for each behaviour gains that follow some of its clips well, with and without disturbances, in all as few different ones as do;
/// where none follows them, tuned ones; and for each clip that is still lost, whatever gains of the book follow it best.
/// </summary>
/// <param name="body">The body.</param>
/// <param name="tuning">How to try and tune.</param>
public sealed class LibraryTeacher(TeacherBody body, TuningOptions tuning)
{
    // How much of a behaviour gains are chosen on: whole clips, one at least [s].
    private const double Sampled = 15;
    private const double Enough = 0.999;

    // Gains that follow a behaviour at this cost, about 8 mm, are good enough.
    private const double Good = 0.7;

    // How many sets may take turns, and how long a turn is at least [s].
    private const int Candidates = 8;
    private const double Turn = 0.5;

    // An action of 1 asks for this many times what an actuator usually gives.
    private const double Reserve = 6;
    private const double LeastScale = 2e-3;

    /// <summary>Makes the book.</summary>
    /// <param name="library">The motions; gains are chosen and tuned on those to learn from.</param>
    /// <param name="cache">Folder that keeps tunings, so that a stopped call goes on; null for none.</param>
    /// <param name="progress">Told after each behaviour.</param>
    /// <param name="cancel">Stops.</param>
    public (TeacherBook Book, IReadOnlyList<BehaviourTeaching> Report) Teach(ReferenceLibrary library, string? cache, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        using var workers = new TrialWorkers(body, tuning.Threads, cancel);
        var pool = TeacherGainSets.All.ToDictionary(StringComparer.Ordinal);
        var groups = library.Clips.GroupBy(c => c.Motion.Behaviour, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        var chosen = new Dictionary<string, IReadOnlyList<GainTurn>>(StringComparer.Ordinal);
        var tried = new Dictionary<string, Dictionary<string, TriedGains>>(StringComparer.Ordinal);
        foreach (var (group, done) in groups.Select((g, i) => (g, i)))
        {
            progress?.Report(new($"teaching {group.Key}", done, groups.Length + 1));
            tried[group.Key] = ForGroup(workers, group.Key, [.. SamplesOf(group)], pool, cache, cancel);
        }

        var serving = FewestGains.For(tried);
        foreach (var clip in library.Clips)
            chosen[clip.Motion.Name] = [new(0, serving[clip.Motion.Behaviour])];
        var motions = library.Clips.Select(c => c.Motion).ToArray();
        progress?.Report(new("trying all clips", groups.Length, groups.Length + 1));
        Rescue(workers, motions, pool, chosen);
        return Write(workers, motions, pool, chosen);
    }

    private static List<ReferenceMotion> SamplesOf(IEnumerable<ReferenceClip> clips)
    {
        var samples = new List<ReferenceMotion>();
        foreach (var clip in clips.Where(c => !c.Test).DefaultIfEmpty(clips.First()))
        {
            if (samples.Sum(m => m.Duration) >= Sampled)
                break;
            samples.Add(clip.Motion);
        }

        return samples;
    }

    // What each set of gains costs; among them a tuned one where no other serves.
    private Dictionary<string, TriedGains> ForGroup(
        TrialWorkers workers, string behaviour, ReferenceMotion[] samples, Dictionary<string, TeacherGains> pool, string? cache, CancellationToken cancel)
    {
        var tried = Try(workers, samples, pool);
        var best = tried.MinBy(t => t.Value.Cost);
        if (tuning.Generations == 0 || (best.Value.Share >= Enough && best.Value.Cost <= Good))
            return tried;
        var start = tried.Where(t => pool[t.Key].Feet is not null).MinBy(t => t.Value.Cost).Key;
        var file = cache is null ? null : Path.Combine(cache, behaviour + ".json");
        if (cache is not null)
            Directory.CreateDirectory(cache);
        var name = $"{behaviour}, tuned";
        pool[name] = new GainTuner(body, tuning).Tune(samples, pool[start], file, null, cancel).Gains;
        tried[name] = Try(workers, samples, new Dictionary<string, TeacherGains>(StringComparer.Ordinal) { [name] = pool[name] })[name];
        return tried;
    }

    // A clip that its behaviour's gains lose gets the best of all; where those lose it, too, several sets take turns.
    private void Rescue(TrialWorkers workers, ReferenceMotion[] motions, Dictionary<string, TeacherGains> pool, Dictionary<string, IReadOnlyList<GainTurn>> chosen)
    {
        var clean = tuning.Trial with { Disturbance = null };
        var named = pool.OrderBy(p => p.Key, StringComparer.Ordinal).ToArray();
        var followed = new bool[motions.Length];
        workers.Run(motions.Length, (worker, i) => followed[i] = Followed(worker.Run(Schedule(chosen[motions[i].Name], pool), motions[i], 0, clean, 0)));
        ReferenceMotion[] lost = [.. motions.Where((_, i) => !followed[i])];
        var rescued = new IReadOnlyList<GainTurn>[lost.Length];
        workers.Run(lost.Length, (worker, i) =>
        {
            var tried = named.Select(n => (n.Key, Trial: worker.Run(n.Value, lost[i], 0, clean, 0))).OrderBy(t => t.Trial.Cost).ToArray();
            // What nobody follows for half its time is beyond the body, and turns would not help.
            var hopeless = tried[0].Trial.TrackSeconds < 0.5 * tried[0].Trial.Asked;
            rescued[i] = hopeless || Followed(tried[0].Trial) ? [new(0, tried[0].Key)] : InTurns(worker, lost[i], [.. tried.Take(Candidates).Select(t => t.Key)], pool);
        });
        for (var i = 0; i < lost.Length; i++)
            chosen[lost[i].Name] = rescued[i];
    }

    // Greedily, turn by turn: the set is taken with which the motion goes best up to a little beyond its turn.
    private IReadOnlyList<GainTurn> InTurns(TrialWorkers.Worker worker, ReferenceMotion motion, string[] names, Dictionary<string, TeacherGains> pool)
    {
        var turns = new List<GainTurn>();
        for (var start = 0.0; start < motion.Duration - (0.5 * Turn); start += Turn)
        {
            var options = tuning.Trial with { Disturbance = null, Duration = Math.Min(motion.Duration, start + (2 * Turn)) };
            var best = names.MinBy(n => worker.Run(Schedule([.. turns, new(start, n)], pool), motion, 0, options, 0).Cost)!;
            if (turns.Count == 0 || turns[^1].Gains != best)
                turns.Add(new(start, best));
        }

        return turns;
    }

    private static GainSchedule Schedule(IReadOnlyList<GainTurn> turns, Dictionary<string, TeacherGains> pool) => new([.. turns.Select(t => (t.From, pool[t.Gains]))]);

    private (TeacherBook Book, IReadOnlyList<BehaviourTeaching> Report) Write(
        TrialWorkers workers, ReferenceMotion[] motions, Dictionary<string, TeacherGains> pool, Dictionary<string, IReadOnlyList<GainTurn>> chosen)
    {
        var (clean, disturbed, sizes) = (new TrialResult[motions.Length], new TrialResult[motions.Length], new double[motions.Length][]);
        workers.Run(motions.Length, (worker, i) =>
        {
            var gains = Schedule(chosen[motions[i].Name], pool);
            clean[i] = worker.Run(gains, motions[i], 0, Whole(motions[i]), 0);
            sizes[i] = worker.ControlSizes();
            disturbed[i] = worker.Run(gains, motions[i], 0, Whole(motions[i]) with { Disturbance = tuning.Trial.Disturbance, ControlScales = [.. sizes[i].Select(s => s + 5e-4)] }, RandomStream.For(tuning.Seed, (ulong)i).State);
        });
        var ranges = body.Model.Info.ControlRanges;
        // Whoever falls struggles: that is no measure of what an actuator is for.
        // By time, so that many short clips do not outweigh long ones.
        (double[] Sizes, double Seconds)[] all = [.. sizes.Select((s, i) => (s, motions[i].Duration))];
        var sound = all.Where((_, i) => Followed(clean[i])).ToArray() is { Length: > 0 } followed ? followed : all;
        var seconds = sound.Sum(s => s.Seconds);
        var scales = ranges.Select((r, a) => Math.Min(1, LeastScale + (Reserve * Math.Sqrt(sound.Sum(s => s.Seconds * s.Sizes[a] * s.Sizes[a]) / seconds) / (0.5 * r.Width)))).ToArray();
        var used = chosen.Values.SelectMany(t => t.Select(x => x.Gains)).Append("still").Distinct().Order(StringComparer.Ordinal).ToDictionary(n => n, n => pool[n], StringComparer.Ordinal);
        var report = motions.Select((m, i) => (m.Behaviour, Gains: string.Join(" → ", chosen[m.Name].Select(t => t.Gains)), Clean: clean[i], Disturbed: disturbed[i]))
            .GroupBy(m => m.Behaviour, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new BehaviourTeaching(g.Key, [.. g.Select(m => m.Gains).Distinct()], TrialSummary.Of([.. g.Select(m => m.Clean)]), TrialSummary.Of([.. g.Select(m => m.Disturbed)]))).ToArray();
        var turns = chosen.Where(c => c.Value.Count > 1).ToDictionary(StringComparer.Ordinal);
        return (new() { ActionScales = scales, Gains = used, Clips = chosen.ToDictionary(c => c.Key, c => c.Value[0].Gains, StringComparer.Ordinal), Turns = turns.Count > 0 ? turns : null }, report);
    }

    private TrialOptions Whole(ReferenceMotion motion) => tuning.Trial with { Disturbance = null, Duration = motion.Duration, StopAtFirstFailure = false };

    /// <summary>Mean cost over clips, clean and disturbed, and the share that is followed undisturbed.</summary>
    private Dictionary<string, TriedGains> Try(TrialWorkers workers, ReferenceMotion[] motions, IReadOnlyDictionary<string, TeacherGains> sets)
    {
        var named = sets.OrderBy(s => s.Key, StringComparer.Ordinal).ToArray();
        var (cost, followed) = (new double[named.Length * motions.Length], new bool[named.Length * motions.Length]);
        workers.Run(cost.Length, (worker, i) =>
        {
            var (gains, motion) = (named[i / motions.Length].Value, motions[i % motions.Length]);
            var clean = worker.Run(gains, motion, 0, tuning.Trial with { Disturbance = null }, 0);
            (cost[i], followed[i]) = (clean.Cost, Followed(clean));
            if (!followed[i])
                return;
            var scales = worker.ControlScales(gains, motion, 0, tuning.Trial);
            cost[i] = (clean.Cost + worker.Run(gains, motion, 0, tuning.Trial with { ControlScales = scales }, RandomStream.For(tuning.Seed, (ulong)(i % motions.Length)).State).Cost) / 2;
        });
        return named.Select((n, i) => (n.Key, Costs: cost.Skip(i * motions.Length).Take(motions.Length), Followed: followed.Skip(i * motions.Length).Take(motions.Length)))
            .ToDictionary(n => n.Key, n => new TriedGains(n.Costs.Average(), n.Followed.Count(f => f) / (double)motions.Length), StringComparer.Ordinal);
    }

    private static bool Followed(TrialResult result) => result is { MimicComplete: true, TrackComplete: true };
}
