namespace Embodied.Imitation.Tracking;

/// <summary>How a set of gains followed some clips of a behaviour.</summary>
/// <param name="Cost">Mean cost, clean and disturbed.</param>
/// <param name="Share">Share that is followed undisturbed.</param>
internal readonly record struct TriedGains(double Cost, double Share);

/// <summary>
/// Chooses gains for every behaviour so that few different sets are used: one that follows well, or costs little more than the best, may take its place where it serves other behaviours, too.
/// Whoever learns from several teachers must see from the motion whose turn it is, and is at a loss where motions look alike.
/// </summary>
internal static class FewestGains
{
    private const double Tolerance = 1.1;
    private const double Slack = 0.02;

    // Gains that follow a behaviour at this cost, about 11 mm, disturbances counted in, serve it, however much better others are.
    private const double Good = 1.1;

    // One clip of three may be lost where others lose none: whoever is lost for a moment is helped over it.
    private const double Mended = 0.34;

    /// <summary>The set of each behaviour. Greedily: the set that serves most behaviours first.</summary>
    /// <param name="tried">How sets did, by behaviour and name of the set.</param>
    public static Dictionary<string, string> For(IReadOnlyDictionary<string, Dictionary<string, TriedGains>> tried)
    {
        var open = tried.ToDictionary(g => g.Key, g => Serving(g.Value), StringComparer.Ordinal);
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        while (open.Count > 0)
        {
            var next = open.Values.SelectMany(s => s).GroupBy(s => s.Key, StringComparer.Ordinal)
                .OrderByDescending(g => g.Count()).ThenBy(g => g.Average(s => s.Value)).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
            foreach (var behaviour in open.Where(o => o.Value.ContainsKey(next)).Select(o => o.Key).ToArray())
            {
                chosen[behaviour] = next;
                open.Remove(behaviour);
            }
        }

        return chosen;
    }

    // Sets that follow well, or about as well as the best, and what they cost beside it.
    private static Dictionary<string, double> Serving(Dictionary<string, TriedGains> tried)
    {
        var best = tried.MinBy(t => t.Value.Cost).Value;
        return tried.Where(t => t.Value.Share >= best.Share - Mended && t.Value.Cost <= Math.Max(Good, (Tolerance * best.Cost) + Slack))
            .ToDictionary(t => t.Key, t => t.Value.Cost / best.Cost, StringComparer.Ordinal);
    }
}
