namespace Embodied.Imitation.Tracking;

/// <summary>How a set of gains followed some clips of a behaviour.</summary>
/// <param name="Cost">Mean cost, clean and disturbed.</param>
/// <param name="Followed">The same over those clips that are followed undisturbed; of all where none is.</param>
/// <param name="Share">Share that is followed undisturbed.</param>
internal readonly record struct TriedGains(double Cost, double Followed, double Share);

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

    // One clip of three may be lost where others lose none: whoever is lost for a moment is helped over it. So what counts is how well the rest is followed.
    private const double Mended = 0.34;

    /// <summary>
    /// The set of each behaviour. Greedily: the set that serves most behaviours which no other serves yet, of several the one that serves most in all.
    /// Where several of these few serve a behaviour it has the one that is best, on average, for all behaviours that they serve.
    /// </summary>
    /// <param name="tried">How sets did, by behaviour and name of the set.</param>
    public static Dictionary<string, string> For(IReadOnlyDictionary<string, Dictionary<string, TriedGains>> tried)
    {
        var serving = tried.ToDictionary(g => g.Key, g => Serving(g.Value), StringComparer.Ordinal);
        var few = Few(serving.Values);
        return serving.ToDictionary(
            s => s.Key,
            s =>
            {
                string[] able = [.. few.Where(s.Value.ContainsKey)];
                var alike = serving.Values.Where(o => able.All(o.ContainsKey)).ToArray();
                return able.MinBy(g => alike.Average(o => o[g]))!;
            },
            StringComparer.Ordinal);
    }

    private static List<string> Few(IReadOnlyCollection<Dictionary<string, double>> serving)
    {
        var all = serving.SelectMany(s => s.Keys).CountBy(s => s, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var (open, few) = (serving.ToList(), new List<string>());
        while (open.Count > 0)
        {
            var next = open.SelectMany(s => s).GroupBy(s => s.Key, StringComparer.Ordinal)
                .OrderByDescending(g => g.Count()).ThenByDescending(g => all[g.Key]).ThenBy(g => g.Average(s => s.Value)).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
            few.Add(next);
            open.RemoveAll(s => s.ContainsKey(next));
        }

        return few;
    }

    /// <summary>One plan for several behaviours: of those about as good as the best, the one whose sets serve most others.</summary>
    /// <param name="plans">The plans and their mean costs.</param>
    /// <param name="others">The set of each other behaviour.</param>
    public static GainPlan Shared(IEnumerable<(GainPlan Plan, double Cost)> plans, IEnumerable<string> others)
    {
        var uses = others.CountBy(g => g, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var byCost = plans.OrderBy(p => p.Cost).ThenBy(p => p.Plan.Name, StringComparer.Ordinal).ToArray();
        return byCost.Where(p => NearlyAsGood(p.Cost, byCost[0].Cost)).MaxBy(p => new[] { p.Plan.Staying, p.Plan.Going }.Distinct().Sum(g => uses.GetValueOrDefault(g))).Plan;
    }

    private static bool NearlyAsGood(double cost, double best) => cost <= (Tolerance * best) + Slack;

    // Sets that follow well, or about as well as the best, and what they cost beside it. Where one follows all clips well, none that loses a clip serves.
    private static Dictionary<string, double> Serving(Dictionary<string, TriedGains> tried)
    {
        var best = tried.MinBy(t => t.Value.Cost).Value;
        var least = best.Cost <= Good ? best.Share : best.Share - Mended;
        return tried.Where(t => t.Value.Share >= least && (t.Value.Followed <= Good || NearlyAsGood(t.Value.Followed, best.Followed)))
            .ToDictionary(t => t.Key, t => t.Value.Followed / best.Followed, StringComparer.Ordinal);
    }
}
