using Embodied.Analysis.Statistics;

namespace Embodied.Runtime.Comparisons;

/// <summary>The results of a comparison, seeds put together.</summary>
public sealed class ComparisonTable
{
    /// <summary>What a score of 0 is.</summary>
    private const string Random = "random";

    /// <summary>Puts results together.</summary>
    /// <param name="results">One per cell.</param>
    public ComparisonTable(IReadOnlyList<CellResult> results)
    {
        Tasks = [.. results.Select(r => r.Task).Distinct(StringComparer.Ordinal)];
        Bodies = [.. results.Select(r => r.Body).Distinct(StringComparer.Ordinal)];
        Controllers = [.. results.Select(r => r.Controller).Distinct(StringComparer.Ordinal)];
        Rows = [.. results.GroupBy(r => (r.Task, r.Body, r.Controller)).Select(g => Row(g.Key, [.. g], results))];
    }

    /// <summary>Names of the tasks.</summary>
    public IReadOnlyList<string> Tasks { get; }

    /// <summary>Names of the bodies.</summary>
    public IReadOnlyList<string> Bodies { get; }

    /// <summary>Names of the controllers.</summary>
    public IReadOnlyList<string> Controllers { get; }

    /// <summary>One per task, body and controller.</summary>
    public IReadOnlyList<ComparisonRow> Rows { get; }

    /// <summary>A row by its names.</summary>
    public ComparisonRow Of(string task, string body, string controller) => Rows.First(r => r.Task == task && r.Body == body && r.Controller == controller);

    private static ComparisonRow Row((string Task, string Body, string Controller) key, CellResult[] seeds, IReadOnlyList<CellResult> all)
    {
        var done = seeds.Where(s => s.Problem is null).ToArray();
        if (done.Length == 0)
            return new(key.Task, key.Body, key.Controller) { Problem = seeds[0].Problem };
        var episodes = done.Sum(s => s.Returns.Count);
        var rivals = all.Where(r => r.Task == key.Task && r.Body == key.Body && r.Problem is null).GroupBy(r => r.Controller, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Average(r => r.Returns.Average()), StringComparer.Ordinal);
        return new(key.Task, key.Body, key.Controller)
        {
            Seeds = done.Length,
            Episodes = episodes,
            Return = SeedMeans.Of(done, s => s.Returns),
            Success = Proportion.Wilson(done.Sum(s => s.Successes), episodes),
            Score = rivals.TryGetValue(Random, out var random) ? Score(SeedMeans.Of(done, s => s.Returns), random, rivals.Values.Max()) : null,
            Measures = done[0].Measures.Keys.ToDictionary(m => m, m => SeedMeans.Of(done, s => [.. s.Measures[m].OfType<double>()]), StringComparer.Ordinal),
            Problem = seeds.FirstOrDefault(s => s.Problem is not null)?.Problem,
        };
    }

    // 0 is acting at random, 1 the best there is for this body at this task.
    private static ConfidenceInterval? Score(ConfidenceInterval mean, double random, double best) => best > random
        ? new((mean.Estimate - random) / (best - random), (mean.Low - random) / (best - random), (mean.High - random) / (best - random))
        : null;
}

/// <summary>A body with a controller at a task, all seeds together.</summary>
/// <param name="Task">Name of the task.</param>
/// <param name="Body">Name of the body.</param>
/// <param name="Controller">Name of the controller.</param>
public sealed record ComparisonRow(string Task, string Body, string Controller)
{
    /// <summary>Seeds that came to an end.</summary>
    public int Seeds { get; init; }

    /// <summary>Episodes of all of them.</summary>
    public int Episodes { get; init; }

    /// <summary>Mean sum of rewards with its 95 % interval (bootstrap over seeds and episodes); null where there is none.</summary>
    public ConfidenceInterval? Return { get; init; }

    /// <summary>Share of successes with its 95 % interval (Wilson).</summary>
    public ConfidenceInterval? Success { get; init; }

    /// <summary>(return − that of random actions) / (best return of this body at this task − that of random actions); null where nothing is better than those.</summary>
    public ConfidenceInterval? Score { get; init; }

    /// <summary>Measures without dimension with their intervals; not numbers where one had no meaning in any episode.</summary>
    public IReadOnlyDictionary<string, ConfidenceInterval> Measures { get; init; } = new Dictionary<string, ConfidenceInterval>();

    /// <summary>Why there is nothing, or why some seeds are missing.</summary>
    public string? Problem { get; init; }
}
