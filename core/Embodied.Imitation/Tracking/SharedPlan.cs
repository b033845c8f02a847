namespace Embodied.Imitation.Tracking;

/// <summary>
/// How behaviours are taught that both go and stay: all by one plan, so that who learns from it sees the same pauses and the same steps in them. What steps on the spot goes by
/// its feet, and yet whoever stays may serve it better than whoever walks: such a behaviour is left to a set for staying and has no say in the plan of the others.
/// </summary>
internal static class SharedPlan
{
    /// <summary>The plan of each of these behaviours.</summary>
    /// <param name="tried">What plans cost, by behaviour and name of the plan; those of one set and the pairs.</param>
    /// <param name="staying">Names of the sets that behaviours have which only stay.</param>
    /// <param name="going">Names of the sets that behaviours have which only go.</param>
    /// <param name="all">Names of all sets: where nothing is known to stay, or nothing to go, any may serve these behaviours; otherwise a pair or one of those alone, for another would be one more teacher of the same steps and pauses.</param>
    public static Dictionary<string, GainPlan> For(
        IReadOnlyDictionary<string, Dictionary<string, TriedGains>> tried, IReadOnlyList<string> staying, IReadOnlyList<string> going, IReadOnlyList<string> all)
    {
        double Cost(string behaviour, GainPlan plan) => tried[behaviour].TryGetValue(plan.Name, out var found) ? found.Cost : double.PositiveInfinity;
        var pairs = GainPlan.Pairs(staying, going);
        GainPlan[] stays = [.. staying.Select(s => new GainPlan(s))];
        var left = tried.Keys.Where(b => pairs.Count > 0 && Least(b, stays) < Least(b, pairs)).ToDictionary(b => b, b => stays.MinBy(s => Cost(b, s))!, StringComparer.Ordinal);
        string[] others = [.. tried.Keys.Where(b => !left.ContainsKey(b))];
        if (others.Length == 0)
            return left;
        var alone = staying.Count > 0 && going.Count > 0 ? staying.Union(going, StringComparer.Ordinal) : all;
        var shared = pairs.Concat(alone.Select(n => new GainPlan(n))).MinBy(p => others.Average(b => Cost(b, p)))!;
        return left.Concat(others.Select(b => KeyValuePair.Create(b, shared))).ToDictionary(StringComparer.Ordinal);

        double Least(string behaviour, IReadOnlyList<GainPlan> plans) => plans.Min(p => Cost(behaviour, p));
    }
}
