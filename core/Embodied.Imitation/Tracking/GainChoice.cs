using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Tuning;

namespace Embodied.Imitation.Tracking;

/// <summary>Chooses the gains of each behaviour by trials of some of its clips: in all as few different sets as follow them well; where no set does, a tuned one.</summary>
internal sealed class GainChoice(TeacherBody body, TuningOptions tuning, GainTrials trials)
{
    private const double Enough = 0.999;

    // Gains that follow a behaviour at this cost, about 8 mm, are good enough.
    private const double Good = 0.7;

    // A behaviour that goes for a smaller share of its time stays, one that stays for a smaller share goes.
    private const double Mixed = 0.1;

    /// <summary>What each set of gains costs a behaviour; among them a tuned one where no other serves.</summary>
    /// <param name="behaviour">The behaviour.</param>
    /// <param name="samples">Some of its clips.</param>
    /// <param name="cache">Folder that keeps tunings; null for none.</param>
    /// <param name="cancel">Stops.</param>
    public Dictionary<string, TriedGains> Tried(string behaviour, ReferenceMotion[] samples, string? cache, CancellationToken cancel)
    {
        var tried = trials.Try(samples, [.. trials.Pool.Keys.Order(StringComparer.Ordinal).Select(n => new GainPlan(n))]);
        var best = tried.MinBy(t => t.Value.Cost);
        if (tuning.Generations == 0 || (best.Value.Share >= Enough && best.Value.Cost <= Good))
            return tried;
        var start = tried.Where(t => trials.Pool[t.Key].Feet is not null).MinBy(t => t.Value.Cost).Key;
        var file = cache is null ? null : Path.Combine(cache, behaviour + ".json");
        if (cache is not null)
            Directory.CreateDirectory(cache);
        var name = $"{behaviour}, tuned";
        trials.Pool[name] = new GainTuner(body, tuning).Tune(samples, trials.Pool[start], file, null, cancel).Gains;
        tried[name] = trials.Try(samples, [new(name)])[name];
        return tried;
    }

    /// <summary>The plan of each behaviour. Those that only stay or only go are served by one set; those that do both may be served by two of these in turn, the same for all of them.</summary>
    /// <param name="going">Share of its time in which each behaviour goes.</param>
    /// <param name="samples">Some clips of each.</param>
    /// <param name="tried">What sets cost, by behaviour and set; what pairs of them cost is added.</param>
    public Dictionary<string, GainPlan> Plans(Dictionary<string, double> going, Dictionary<string, ReferenceMotion[]> samples, Dictionary<string, Dictionary<string, TriedGains>> tried)
    {
        var mixed = going.Where(g => g.Value is > Mixed and < 1 - Mixed).Select(g => g.Key).ToArray();
        var plans = FewestGains.For(tried.Where(t => !mixed.Contains(t.Key)).ToDictionary(StringComparer.Ordinal)).ToDictionary(c => c.Key, c => new GainPlan(c.Value), StringComparer.Ordinal);
        string[] Used(Func<double, bool> pace) => [.. plans.Where(p => pace(going[p.Key])).Select(p => p.Value.Going).Distinct(StringComparer.Ordinal)];
        var (stay, go) = (Used(share => share <= Mixed), Used(share => share >= 1 - Mixed));
        foreach (var group in mixed)
            foreach (var (name, found) in trials.Try(samples[group], [.. GainPlan.Pairs(stay, go)]))
                tried[group][name] = found;
        foreach (var (group, plan) in SharedPlan.For(mixed.ToDictionary(m => m, m => tried[m], StringComparer.Ordinal), stay, go, [.. trials.Pool.Keys]))
            plans[group] = plan;
        return plans;
    }
}
