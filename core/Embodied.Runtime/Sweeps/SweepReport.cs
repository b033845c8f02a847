using System.Globalization;
using Embodied.Analysis.Statistics;
using Embodied.Sdk.Analysis;

namespace Embodied.Runtime.Sweeps;

/// <summary>A sweep as a page: all points, the best first, and the result against each parameter.</summary>
public static class SweepReport
{
    // Values over so many orders of magnitude are set apart by those.
    private const double Wide = 100;

    /// <summary>Writes the page in words, tables and figures.</summary>
    /// <param name="table">The results.</param>
    public static Report Build(SweepTable table) => new()
    {
        Title = $"Sweep: {table.Plan.Name}",
        Sections = [Points(table), Figures(table), .. Problems(table)],
    };

    private static ReportSection Points(SweepTable table)
    {
        string[] measures = [.. table.Rows.SelectMany(r => r.Measures.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new()
        {
            Heading = "Points",
            Text =
            [
                $"{table.Rows.Count} points of {table.Plan.Experiment.Value}, ranked by {table.RankedBy}, the best first. Intervals are 95 %: bootstrap over seeds and episodes for returns and measures, Wilson's for successes. "
                + "The best of many points was lucky, too: run it again with other seeds before you believe its number.",
            ],
            Tables =
            [
                new("points",
                    ["rank", .. table.Parameters, "seeds", "episodes", "return", "return low", "return high", "success", "success low", "success high", "trained steps", .. measures, "folder"],
                    [.. table.Rows.Select((r, i) => (IReadOnlyList<object>)[i + 1, .. table.Parameters.Select(p => Setting(r, p)), r.Seeds, r.Episodes, .. Three(r.Return), .. Three(r.Success), r.TrainedSteps,
                        .. measures.Select(m => r.Measures.TryGetValue(m, out var mean) ? Known(mean.Estimate) : ""), r.Point])]),
            ],
        };
    }

    private static ReportSection Figures(SweepTable table) => new()
    {
        Heading = "Result against each parameter",
        Text = ["Every point is one choice of all parameters; bars are its 95 % interval. Where a parameter has a list of values, their means over all other parameters are drawn, too."],
        // One that was set for all shows nothing.
        Figures = [.. table.Parameters.Where(p => table.Rows.Select(r => r.Settings.GetValueOrDefault(p)).Distinct(StringComparer.Ordinal).Count() > 1).Select(p => Against(table, p))],
    };

    private static Figure Against(SweepTable table, string parameter)
    {
        var rows = table.Rows.Where(r => r.Settings.ContainsKey(parameter) && table.Result(r) is not null).Reverse().ToList();
        var numbers = rows.ConvertAll(r => NumberOf(r.Settings[parameter]));
        var numeric = numbers.Count > 0 && numbers.TrueForAll(double.IsFinite);
        var swept = table.Plan.Parameters.FirstOrDefault(p => p.Key == parameter);
        var logarithmic = numeric && numbers.Min() > 0 && (swept?.IsLogarithmic == true || numbers.Max() >= Wide * numbers.Min());
        string[] names = numeric ? [] : [.. table.Rows.Where(r => r.Settings.ContainsKey(parameter)).Select(r => r.Settings[parameter]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        double[] x = [.. rows.Select((r, i) => !numeric ? Array.IndexOf(names, r.Settings[parameter]) : logarithmic ? Math.Log10(numbers[i]) : numbers[i])];
        double[] y = [.. rows.Select(r => table.Result(r)!.Value.Estimate)];
        var points = new Series("points", SeriesStyle.Points, x, y) { Error = [.. rows.Select(r => HalfWidth(table.Result(r)!.Value))] };
        return new()
        {
            Name = $"result-{parameter.Replace('.', '-')}",
            Title = parameter,
            XLabel = logarithmic ? $"log10 {parameter}" : parameter,
            YLabel = table.RankedBy,
            Categories = numeric ? null : names,
            Series = swept?.IsDrawn == true || x.Length == 0 ? [points] : [points, Means(x, y)],
        };
    }

    private static Series Means(double[] x, double[] y)
    {
        var groups = x.Zip(y).GroupBy(p => p.First).OrderBy(g => g.Key).ToList();
        return new("mean", SeriesStyle.Line, [.. groups.Select(g => g.Key)], [.. groups.Select(g => g.Average(p => p.Second))]);
    }

    private static double HalfWidth(ConfidenceInterval interval) => double.IsFinite(interval.High) ? 0.5 * (interval.High - interval.Low) : 0;

    private static object Setting(SweepRow row, string parameter) =>
        !row.Settings.TryGetValue(parameter, out var text) ? "" : NumberOf(text) is var number && double.IsFinite(number) ? number : text;

    private static double NumberOf(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static object[] Three(ConfidenceInterval? interval) => interval is { } i ? [Known(i.Estimate), Known(i.Low), Known(i.High)] : ["", "", ""];

    private static object Known(double value) => double.IsFinite(value) ? value : "";

    private static IEnumerable<ReportSection> Problems(SweepTable table)
    {
        string[] told = [.. table.Rows.Where(r => r.Problem is not null).Select(r => $"{string.Join(", ", r.Settings.Select(s => $"{s.Key}={s.Value}"))}: {r.Problem}")];
        if (told.Length > 0)
            yield return new() { Heading = "What did not come to an end", Text = told };
    }
}
