using Embodied.Runtime.Sweeps;
using Embodied.Runtime.Tests.Support;
using Embodied.Sdk.Analysis;

namespace Embodied.Runtime.Tests.Sweeps;

/// <summary>A table has the best first and what has no number last; a figure shows each parameter as what it is.</summary>
public sealed class SweepTableTests
{
    private const string Plan = """
        embodied: 1
        name: s
        experiment: e.yaml
        parameters: { rate: [1, 10, 1000], kind: [a, b], steps: [5] }
        """;

    [Theory]
    [InlineData("rank_by: return", new[] { 6.0, 5, 4, 3, 2 })]
    [InlineData("rank_by: return\nbest: lowest", new[] { 2.0, 3, 4, 5, 6 })]
    [InlineData("rank_by: speed", new[] { 2.0, 3, 4, 5, 6 })]
    [InlineData("rank_by: success", new[] { 2.0, 3, 4, 5, 6 })]
    public void The_best_stand_first_and_what_broke_last(string ranking, double[] returns)
    {
        var table = Table(ranking);

        Assert.Equal(returns, table.Rows.Take(5).Select(r => r.Return!.Value.Estimate));
        Assert.Equal("it broke", table.Rows[^1].Problem);
        Assert.Null(table.Rows[^1].Return);
        Assert.All(table.Rows.Take(5), r => Assert.Equal((2, 4), (r.Seeds, r.Episodes)));
        Assert.Equal(["rate", "kind", "steps"], table.Parameters);
    }

    [Fact]
    public void Figures_show_numbers_as_numbers_and_words_as_words()
    {
        var report = SweepReport.Build(Table("rank_by: return"));

        var figures = report.Sections.SelectMany(s => s.Figures).ToDictionary(f => f.Name);
        Assert.Equal(["result-kind", "result-rate"], figures.Keys.Order());
        var (rate, kind) = (figures["result-rate"], figures["result-kind"]);
        Assert.Equal("log10 rate", rate.XLabel);
        Assert.Equal([0, 0, 1, 1, 3], rate.Series[0].X.Order());
        Assert.Equal(["a", "b"], kind.Categories);
        // What broke was rate 1000 with b: the mean over it is of one point.
        var means = rate.Series.Single(s => s.Label == "mean");
        Assert.Equal([0, 1, 3], means.X);
        Assert.Equal([2.5, 4.5, 6], means.Y);
        Assert.Equal(SeriesStyle.Points, rate.Series[0].Style);
        Assert.Contains(report.Sections, s => s.Text.Any(t => t.Contains("it broke", StringComparison.Ordinal)));
    }

    private static SweepTable Table(string more)
    {
        using var file = new TemporaryFile("sweep.yaml", $"{Plan}\n{more}\n");
        var plan = SweepPlan.Read(file.Path);
        return new(plan, [.. plan.Points.SelectMany((p, i) => new[] { 1, 2 }.Select(seed => Result(p, i, seed)))]);
    }

    // Points are (1 a), (1 b), (10 a), (10 b), (1000 a), (1000 b), with returns 2 … 6 and the last broken.
    private static SweepResult Result(SweepPoint point, int number, int seed)
    {
        var result = new SweepResult { Point = point.Name, Settings = point.Settings, Seed = seed, Mark = "" };
        return number == 5 ? result with { Problem = "it broke" } : result with
        {
            Returns = [number + 1.5, number + 2.5],
            Successes = number == 0 ? 2 : number == 1 ? 1 : 0,
            Measures = new Dictionary<string, IReadOnlyList<double?>> { ["speed"] = [10 - number, null] },
        };
    }
}
