using Embodied.Analysis.Statistics;
using Embodied.Sdk.Analysis;

namespace Embodied.Runtime.Comparisons;

/// <summary>A comparison as a page: for each task a matrix of bodies and controllers with figures, and everything as one table.</summary>
public static class ComparisonReport
{
    /// <summary>Writes the page in words, tables and figures.</summary>
    /// <param name="table">The results.</param>
    public static Report Build(ComparisonTable table) => new()
    {
        Title = "Comparison",
        Sections = [.. table.Tasks.Select((task, i) => Task(table, task, i)), Everything(table), .. Missing(table)],
    };

    private static ReportSection Task(ComparisonTable table, string task, int index) => new()
    {
        Heading = task,
        Text = index > 0 ? [] :
        [
            "A score of 0 is what random actions are worth, 1 the best of these controllers with the same body at the same task; zero does nothing. Brackets hold 95 % intervals: bootstrap over seeds and episodes for scores, Wilson's for successes.",
        ],
        Tables =
        [
            new($"{task}-scores", ["body", .. table.Controllers],
                [.. table.Bodies.Select(b => (IReadOnlyList<object>)[b, .. table.Controllers.Select(c => (object)Score(table.Of(task, b, c)))])]),
        ],
        Figures =
        [
            Bars(table, task, "score", "score (0: random actions, 1: best)", r => r.Score),
            Bars(table, task, "success", "share of successes", r => r.Success),
        ],
    };

    private static string Score(ComparisonRow row) => row switch
    {
        { Return: null } => "–",
        { Score: { } score } => $"{score.Estimate:0.00} [{score.Low:0.00}, {score.High:0.00}], {Share(row)}",
        _ => $"no better than random, {Share(row)}",
    };

    private static string Share(ComparisonRow row) => $"{100 * row.Success!.Value.Estimate:0} % of {row.Episodes}";

    private static Figure Bars(ComparisonTable table, string task, string name, string label, Func<ComparisonRow, ConfidenceInterval?> figure) => new()
    {
        Name = $"{task}-{name}",
        Title = task,
        XLabel = "body",
        YLabel = label,
        Categories = table.Bodies,
        Series = [.. table.Controllers.Select(c => Series(table, task, c, figure))],
    };

    private static Series Series(ComparisonTable table, string task, string controller, Func<ComparisonRow, ConfidenceInterval?> figure)
    {
        var found = table.Bodies.Select(b => figure(table.Of(task, b, controller))).ToArray();
        return new(controller, SeriesStyle.Bars, [.. table.Bodies.Select((_, b) => (double)b)], [.. found.Select(f => f?.Estimate ?? double.NaN)])
        {
            Error = [.. found.Select(f => f is { } known && double.IsFinite(known.High) ? 0.5 * (known.High - known.Low) : 0)],
        };
    }

    private static ReportSection Everything(ComparisonTable table)
    {
        string[] measures = [.. table.Rows.SelectMany(r => r.Measures.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new()
        {
            Heading = "Everything",
            Text = ["Measures have no dimension; they are explained with the command eval. Empty where a body does not allow one, or where it had no meaning in any episode."],
            Tables =
            [
                new("cells",
                    ["task", "body", "controller", "seeds", "episodes", "return", "return low", "return high", "success", "success low", "success high", "score", "score low", "score high", .. measures],
                    [.. table.Rows.Select(r => (IReadOnlyList<object>)[r.Task, r.Body, r.Controller, r.Seeds, r.Episodes, .. Three(r.Return), .. Three(r.Success), .. Three(r.Score), .. measures.Select(m => Measured(r, m))])]),
            ],
        };
    }

    private static object Measured(ComparisonRow row, string measure) => row.Measures.TryGetValue(measure, out var mean) ? Known(mean.Estimate) : "";

    private static object[] Three(ConfidenceInterval? interval) => interval is { } i ? [Known(i.Estimate), Known(i.Low), Known(i.High)] : ["", "", ""];

    private static object Known(double value) => double.IsFinite(value) ? value : "";

    private static IEnumerable<ReportSection> Missing(ComparisonTable table)
    {
        string[] reasons = [.. table.Rows.Where(r => r.Problem is not null).Select(r => $"{r.Task}, {r.Body}, {r.Controller}: {r.Problem}").Distinct(StringComparer.Ordinal)];
        if (reasons.Length > 0)
            yield return new() { Heading = "Empty cells", Text = reasons };
    }
}
