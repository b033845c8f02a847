using System.Runtime.CompilerServices;
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
    private const double Enough = 0.999;

    // Gains that follow a behaviour at this cost, about 8 mm, are good enough.
    private const double Good = 0.7;

    // A behaviour that goes for a smaller share of its time stays, one that stays for a smaller share goes.
    private const double Mixed = 0.1;

    // An action of 1 asks for this many times what an actuator usually gives.
    private const double Reserve = 6;
    private const double LeastScale = 2e-3;

    private readonly ConditionalWeakTable<ReferenceMotion, MotionPace> _paces = [];

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
        var samples = groups.ToDictionary(g => g.Key, g => SamplesOf(g).ToArray(), StringComparer.Ordinal);
        var tried = new Dictionary<string, Dictionary<string, TriedGains>>(StringComparer.Ordinal);
        foreach (var (group, done) in groups.Select((g, i) => (g.Key, i)))
        {
            progress?.Report(new("teaching", done, groups.Length + 1) { Detail = group });
            tried[group] = ForGroup(workers, group, samples[group], pool, cache, cancel);
        }

        progress?.Report(new("teaching", groups.Length, groups.Length + 1) { Detail = "to go and to stay" });
        var going = groups.ToDictionary(g => g.Key, g => g.Where(c => !c.Test).DefaultIfEmpty(g.First()).Average(c => PaceOf(c.Motion).Share), StringComparer.Ordinal);
        var plans = Plans(workers, going, samples, tried, pool);
        var motions = library.Clips.Select(c => c.Motion).ToArray();
        var chosen = Rescue(workers, motions, pool, plans, progress);
        var demands = new IReadOnlyList<ActuatorDemand>[groups.Length];
        var asked = 0;
        workers.Run(groups.Length, (worker, i) =>
        {
            progress?.Report(new("what motions ask of actuators", Interlocked.Increment(ref asked) - 1, groups.Length));
            demands[i] = worker.Demands(samples[groups[i].Key]);
        });
        var overtaxed = groups.Zip(demands).ToDictionary(g => g.First.Key, g => (IReadOnlyList<ActuatorDemand>)[.. g.Second.Where(d => d.Beyond > 0)], StringComparer.Ordinal);
        return Write(workers, motions, pool, chosen, overtaxed, progress);
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

    // Behaviours that only stay or only go are served by one set. Those that do both may be served by two of these in turn, the same for all of them.
    private Dictionary<string, GainPlan> Plans(
        TrialWorkers workers, Dictionary<string, double> going, Dictionary<string, ReferenceMotion[]> samples, Dictionary<string, Dictionary<string, TriedGains>> tried, Dictionary<string, TeacherGains> pool)
    {
        var mixed = going.Where(g => g.Value is > Mixed and < 1 - Mixed).Select(g => g.Key).ToArray();
        var plans = FewestGains.For(tried.Where(t => !mixed.Contains(t.Key)).ToDictionary(StringComparer.Ordinal)).ToDictionary(c => c.Key, c => new GainPlan(c.Value), StringComparer.Ordinal);
        string[] Used(Func<double, bool> pace) => [.. plans.Where(p => pace(going[p.Key])).Select(p => p.Value.Going).Distinct(StringComparer.Ordinal)];
        var (stay, go) = (Used(share => share <= Mixed), Used(share => share >= 1 - Mixed));
        foreach (var group in mixed)
            foreach (var (name, found) in Try(workers, samples[group], [.. GainPlan.Pairs(stay, go)], pool))
                tried[group][name] = found;
        foreach (var (group, plan) in SharedPlan.For(mixed.ToDictionary(m => m, m => tried[m], StringComparer.Ordinal), stay, go, [.. pool.Keys]))
            plans[group] = plan;
        return plans;
    }

    // What each set of gains costs; among them a tuned one where no other serves.
    private Dictionary<string, TriedGains> ForGroup(
        TrialWorkers workers, string behaviour, ReferenceMotion[] samples, Dictionary<string, TeacherGains> pool, string? cache, CancellationToken cancel)
    {
        GainPlan[] alone = [.. pool.Keys.Order(StringComparer.Ordinal).Select(n => new GainPlan(n))];
        var tried = Try(workers, samples, alone, pool);
        var best = tried.MinBy(t => t.Value.Cost);
        if (tuning.Generations == 0 || (best.Value.Share >= Enough && best.Value.Cost <= Good))
            return tried;
        var start = tried.Where(t => pool[t.Key].Feet is not null).MinBy(t => t.Value.Cost).Key;
        var file = cache is null ? null : Path.Combine(cache, behaviour + ".json");
        if (cache is not null)
            Directory.CreateDirectory(cache);
        var name = $"{behaviour}, tuned";
        pool[name] = new GainTuner(body, tuning).Tune(samples, pool[start], file, null, cancel).Gains;
        tried[name] = Try(workers, samples, [new(name)], pool)[name];
        return tried;
    }

    private Dictionary<string, TaughtClip> Rescue(TrialWorkers workers, ReferenceMotion[] motions, Dictionary<string, TeacherGains> pool, Dictionary<string, GainPlan> plans, IProgress<WorkProgress>? progress)
    {
        GainPlan[] all = [.. pool.Keys.Select(n => new GainPlan(n)).Concat(plans.Values).Distinct().OrderBy(p => p.Name, StringComparer.Ordinal)];
        var (chosen, done) = (new TaughtClip[motions.Length], 0);
        workers.Run(motions.Length, (worker, i) =>
        {
            progress?.Report(new("trying all clips", Interlocked.Increment(ref done) - 1, motions.Length));
            var motion = motions[i];
            chosen[i] = Taught(plans[motion.Behaviour], all, pool, PaceOf(motion), turns => worker.Run(Schedule(turns, pool), motion, 0, Whole(motion), 0));
        });
        return motions.Zip(chosen).ToDictionary(c => c.First.Name, c => c.Second, StringComparer.Ordinal);
    }

    // Where its behaviour's gains lose a clip others take over for a moment; where none can, the clip gets the best of all, which may make it another teacher than those of its like.
    private static TaughtClip Taught(GainPlan plan, GainPlan[] all, Dictionary<string, TeacherGains> pool, MotionPace pace, Func<IReadOnlyList<GainTurn>, TrialResult> run)
    {
        var turns = plan.Turns(pace);
        var trial = run(turns);
        if (Followed(trial))
            return new(plan.Name, turns);
        if (TurnRepair.Of(turns, trial, [.. pool.Keys.Order(StringComparer.Ordinal)], run) is { } repaired)
            return new($"{plan.Name}, others in between", repaired);
        var best = all.MinBy(p => run(p.Turns(pace)).Cost)!;
        return new(best.Name, best.Turns(pace));
    }

    private static GainSchedule Schedule(IReadOnlyList<GainTurn> turns, Dictionary<string, TeacherGains> pool) => new([.. turns.Select(t => (t.From, pool[t.Gains]))]);

    private (TeacherBook Book, IReadOnlyList<BehaviourTeaching> Report) Write(
        TrialWorkers workers, ReferenceMotion[] motions, Dictionary<string, TeacherGains> pool, Dictionary<string, TaughtClip> chosen, Dictionary<string, IReadOnlyList<ActuatorDemand>> overtaxed, IProgress<WorkProgress>? progress)
    {
        var done = 0;
        var (clean, disturbed, sizes) = (new TrialResult[motions.Length], new TrialResult[motions.Length], new double[motions.Length][]);
        workers.Run(motions.Length, (worker, i) =>
        {
            progress?.Report(new("measuring teachers", Interlocked.Increment(ref done) - 1, motions.Length));
            var gains = Schedule(chosen[motions[i].Name].Turns, pool);
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
        // A motion that nobody has tried is most likely one of the many.
        var otherwise = chosen.Values.GroupBy(t => t.Turns[0].Gains, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
        var used = chosen.Values.SelectMany(t => t.Turns.Select(x => x.Gains)).Distinct().Order(StringComparer.Ordinal).ToDictionary(n => n, n => pool[n], StringComparer.Ordinal);
        var report = motions.Select((m, i) => (m.Behaviour, Gains: chosen[m.Name].Gains, Clean: clean[i], Disturbed: disturbed[i]))
            .GroupBy(m => m.Behaviour, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new BehaviourTeaching(g.Key, [.. g.Select(m => m.Gains).Distinct()], TrialSummary.Of([.. g.Select(m => m.Clean)]), TrialSummary.Of([.. g.Select(m => m.Disturbed)]), overtaxed[g.Key])).ToArray();
        var turns = chosen.Where(c => c.Value.Turns.Count > 1).ToDictionary(c => c.Key, c => c.Value.Turns, StringComparer.Ordinal);
        return (new() { ActionScales = scales, Gains = used, Clips = chosen.ToDictionary(c => c.Key, c => c.Value.Turns[0].Gains, StringComparer.Ordinal), Otherwise = otherwise, Turns = turns.Count > 0 ? turns : null }, report);
    }

    private MotionPace PaceOf(ReferenceMotion motion) => _paces.GetValue(motion, m => new(m, body));

    private TrialOptions Whole(ReferenceMotion motion) => tuning.Trial with { Disturbance = null, Duration = motion.Duration, StopAtFirstFailure = false };

    // What each plan costs over all clips and over those it follows, clean and disturbed, and the share of these.
    private Dictionary<string, TriedGains> Try(TrialWorkers workers, ReferenceMotion[] motions, GainPlan[] plans, Dictionary<string, TeacherGains> pool)
    {
        var (cost, followed) = (new double[plans.Length * motions.Length], new bool[plans.Length * motions.Length]);
        workers.Run(cost.Length, (worker, i) =>
        {
            var motion = motions[i % motions.Length];
            var gains = Schedule(plans[i / motions.Length].Turns(PaceOf(motion)), pool);
            var clean = worker.Run(gains, motion, 0, Whole(motion), 0);
            (cost[i], followed[i]) = (clean.Cost, Followed(clean));
            if (!followed[i])
                return;
            var disturbed = Whole(motion) with { Disturbance = tuning.Trial.Disturbance, ControlScales = worker.ControlScales() };
            cost[i] = (clean.Cost + worker.Run(gains, motion, 0, disturbed, RandomStream.For(tuning.Seed, (ulong)(i % motions.Length)).State).Cost) / 2;
        });
        return plans.Select((p, i) => (p.Name, Costs: cost.AsSpan(i * motions.Length, motions.Length).ToArray(), Followed: followed.AsSpan(i * motions.Length, motions.Length).ToArray()))
            .ToDictionary(n => n.Name, n => new TriedGains(n.Costs.Average(), n.Costs.Where((_, i) => n.Followed[i]).DefaultIfEmpty(n.Costs.Average()).Average(), n.Followed.Count(f => f) / (double)motions.Length), StringComparer.Ordinal);
    }

    private static bool Followed(TrialResult result) => result is { MimicComplete: true, TrackComplete: true };

    /// <summary>How a clip is taught.</summary>
    /// <param name="Gains">In words, for tables.</param>
    /// <param name="Turns">Which set holds when.</param>
    private sealed record TaughtClip(string Gains, IReadOnlyList<GainTurn> Turns);
}
