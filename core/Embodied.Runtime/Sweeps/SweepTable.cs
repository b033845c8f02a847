using Embodied.Analysis.Statistics;
using Embodied.Runtime.Comparisons;

namespace Embodied.Runtime.Sweeps;

/// <summary>The points of a sweep, seeds put together, the best first.</summary>
public sealed class SweepTable
{
    internal const string Return = "return";
    internal const string Success = "success";

    /// <summary>Puts results together.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="results">One per run.</param>
    public SweepTable(SweepPlan plan, IReadOnlyList<SweepResult> results)
    {
        (Plan, RankedBy) = (plan, plan.RankBy.Value);
        // Those that belong together stand before the others.
        var order = plan.Parameters.Select(p => p.Key).ToList();
        Parameters = [.. results.SelectMany(r => r.Settings.Keys).Distinct(StringComparer.Ordinal).OrderBy(order.IndexOf)];
        var rows = results.GroupBy(r => r.Point, StringComparer.Ordinal).Select(g => Row([.. g])).ToList();
        // What has no number stands last.
        Rows = [.. plan.Best == SweepEnd.Highest ? rows.OrderByDescending(r => Ranked(r, double.NegativeInfinity)) : rows.OrderBy(r => Ranked(r, double.PositiveInfinity))];
    }

    /// <summary>The parameters, in the order of the plan.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>One per point, the best first.</summary>
    public IReadOnlyList<SweepRow> Rows { get; }

    /// <summary>What they are ranked by.</summary>
    public string RankedBy { get; }

    internal SweepPlan Plan { get; }

    /// <summary>The number a row is ranked by, with its interval; null where it has none.</summary>
    public ConfidenceInterval? Result(SweepRow row) => RankedBy switch
    {
        Return => row.Return,
        Success => row.Success,
        var measure => row.Measures.TryGetValue(measure, out var value) && double.IsFinite(value.Estimate) ? value : null,
    };

    private double Ranked(SweepRow row, double none) => Result(row)?.Estimate ?? none;

    private static SweepRow Row(SweepResult[] seeds)
    {
        var done = seeds.Where(s => s.Problem is null).ToArray();
        var row = new SweepRow(seeds[0].Point, seeds[0].Settings) { Problem = seeds.FirstOrDefault(s => s.Problem is not null)?.Problem, Seeds = done.Length };
        if (done.Length == 0)
            return row;
        var episodes = done.Sum(s => s.Returns.Count);
        return row with
        {
            Episodes = episodes,
            Return = SeedMeans.Of(done, s => s.Returns),
            Success = Proportion.Wilson(done.Sum(s => s.Successes), episodes),
            Measures = done[0].Measures.Keys.ToDictionary(m => m, m => SeedMeans.Of(done, s => [.. s.Measures[m].OfType<double>()]), StringComparer.Ordinal),
            TrainedSteps = done[0].TrainedSteps,
        };
    }
}

/// <summary>A point of a sweep, all seeds together.</summary>
/// <param name="Point">Its folder, below that of the sweep.</param>
/// <param name="Settings">The parameters, as text.</param>
public sealed record SweepRow(string Point, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>Seeds that came to an end.</summary>
    public int Seeds { get; init; }

    /// <summary>Episodes of all of them.</summary>
    public int Episodes { get; init; }

    /// <summary>Mean sum of rewards with its 95 % interval (bootstrap over seeds and episodes); null where there is none.</summary>
    public ConfidenceInterval? Return { get; init; }

    /// <summary>Share of successes with its 95 % interval (Wilson).</summary>
    public ConfidenceInterval? Success { get; init; }

    /// <summary>Measures without dimension with their intervals; not numbers where one had no meaning in any episode.</summary>
    public IReadOnlyDictionary<string, ConfidenceInterval> Measures { get; init; } = new Dictionary<string, ConfidenceInterval>();

    /// <summary>Environment steps of each training.</summary>
    public long TrainedSteps { get; init; }

    /// <summary>Why there is nothing, or why some seeds are missing.</summary>
    public string? Problem { get; init; }
}
