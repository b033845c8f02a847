namespace Embodied.Imitation.Tracking;

/// <summary>How a set of gains followed some clips of a behaviour.</summary>
/// <param name="Cost">Mean cost, clean and disturbed.</param>
/// <param name="Followed">The same over those clips that are followed undisturbed; of all where none is.</param>
/// <param name="Share">Share that is followed undisturbed.</param>
internal readonly record struct TriedGains(double Cost, double Followed, double Share);

/// <summary>
/// Chooses gains for every behaviour so that few different sets are used: another set must lower the mean cost of all behaviours by enough to be worth one more teacher.
/// Whoever learns from several teachers must see from the motion whose turn it is, and is at a loss where motions look alike.
/// </summary>
internal static class FewestGains
{
    // By how much another set must lower the mean cost.
    private const double Worth = 0.05;

    // A set may lose a third of the clips that the best one follows: whoever is lost for a moment is helped over it, at this cost a clip.
    private const double Mended = 2 / 3.0;
    private const double Mending = 0.5;

    // Beyond all costs: what a behaviour costs that no set serves.
    private const double Unserved = 1000;

    private const double Tolerance = 1.1;
    private const double Slack = 0.02;

    /// <summary>The set of each behaviour. What no set follows has no say in which sets are used, and gets the one of them that costs least.</summary>
    /// <param name="tried">How sets did, by behaviour and name of the set.</param>
    public static Dictionary<string, string> For(IReadOnlyDictionary<string, Dictionary<string, TriedGains>> tried)
    {
        var serving = tried.Where(t => t.Value.Values.Any(v => v.Share > 0)).ToDictionary(t => t.Key, t => Serving(t.Value), StringComparer.Ordinal);
        string[] few = serving.Count > 0 ? Few([.. serving.Values]) : [.. tried.Values.SelectMany(t => t.Keys).Distinct(StringComparer.Ordinal)];
        var best = serving.ToDictionary(s => s.Key, s => few.Where(s.Value.ContainsKey).Min(n => s.Value[n]), StringComparer.Ordinal);
        var uses = few.ToDictionary(n => n, n => serving.Count(s => IsNear(s.Value, n, best[s.Key])), StringComparer.Ordinal);
        return tried.ToDictionary(
            t => t.Key,
            t => serving.TryGetValue(t.Key, out var costs)
                ? few.Where(n => IsNear(costs, n, best[t.Key])).OrderByDescending(n => uses[n]).ThenBy(n => costs[n]).First()
                : few.Where(t.Value.ContainsKey).DefaultIfEmpty(t.Value.MinBy(v => v.Value.Cost).Key).MinBy(n => t.Value[n].Cost)!,
            StringComparer.Ordinal);
    }

    // Of sets that are about as good for a behaviour, it has the one that serves most others.
    private static bool IsNear(Dictionary<string, double> costs, string set, double best) => costs.TryGetValue(set, out var cost) && cost <= (Tolerance * best) + Slack;

    // One is added, left out, or put in the place of another for as long as that helps.
    private static string[] Few(Dictionary<string, double>[] serving)
    {
        string[] all = [.. serving.SelectMany(s => s.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        double Price(string[] sets) => serving.Average(s => sets.Min(n => s.GetValueOrDefault(n, Unserved))) + (Worth * sets.Length);
        var (few, price) = (all, Price(all));
        while (true)
        {
            var others = all.Except(few, StringComparer.Ordinal).ToArray();
            string[][] steps =
            [
                .. few.Select(f => few.Where(x => x != f).ToArray()).Where(s => s.Length > 0),
                .. others.Select(o => (string[])[.. few, o]),
                .. few.SelectMany(f => others.Select(o => (string[])[.. few.Where(x => x != f), o])),
            ];
            var next = steps.MinBy(Price);
            if (next is null || Price(next) >= price - 1e-12)
                return few;
            (few, price) = (next, Price(next));
        }
    }

    private static Dictionary<string, double> Serving(Dictionary<string, TriedGains> tried)
    {
        var least = (tried.Values.Max(t => t.Share) * Mended) - 1e-9;
        return tried.Where(t => t.Value.Share >= least).ToDictionary(t => t.Key, t => t.Value.Followed + ((1 - t.Value.Share) * Mending), StringComparer.Ordinal);
    }
}
