using System.Globalization;
using Embodied.Runtime.Sweeps;
using Embodied.Runtime.Tests.Support;

namespace Embodied.Runtime.Tests.Sweeps;

/// <summary>Which points a sweep has: lists in all combinations, settings that belong together, and draws that depend on the seed alone.</summary>
public sealed class SweepPlanTests
{
    private const string Head = "embodied: 1\nname: s\nexperiment: e.yaml\n";

    [Fact]
    public void Lists_are_combined_and_what_belongs_together_stays_together()
    {
        var plan = Read(Head + "parameters: { a.b: [1, 2, 3], c: [[8], [16, 16]] }\npoints: [{ d: x, e: 1 }, { d: y }]\n");

        Assert.Equal(2 * 3 * 2, plan.Points.Count);
        Assert.Equal("d=x, e=1, a.b=1, c=[8]", plan.Points[0].Text);
        Assert.Equal("d=y, a.b=3, c=[16, 16]", plan.Points[^1].Text);
        Assert.Equal(plan.Points.Count, plan.Points.Select(p => p.Name).Distinct().Count());
    }

    [Fact]
    public void Draws_are_the_same_for_every_combination_and_stay_when_there_are_more()
    {
        var few = Read(Head + "parameters: { a: { uniform: [0, 1] }, b: [x, y] }\ndraws: 3\n");
        var many = Read(Head + "parameters: { c: { log_uniform: [1, 9] }, a: { uniform: [0, 1] }, b: [x, y] }\ndraws: 5\n");
        var other = Read(Head + "parameters: { a: { uniform: [0, 1] }, b: [x, y] }\ndraws: 3\nseed: 2\n");

        Assert.Equal(6, few.Points.Count);
        Assert.Equal(Drawn(few, "b", "x"), Drawn(few, "b", "y"));
        Assert.Equal(Drawn(few, "b", "x"), Drawn(many, "b", "x")[..3]);
        Assert.Empty(Drawn(few, "b", "x").Intersect(Drawn(other, "b", "x")));
    }

    [Fact]
    public void Draws_fill_their_range_evenly()
    {
        var plan = Read(Head + "parameters: { even: { uniform: [-2, 2] }, log: { log_uniform: [1e-4, 1] }, dice: { uniform: [1, 6], whole: true }, size: { log_uniform: [8, 512], whole: true } }\ndraws: 4000\n");

        double[] Of(string key) => [.. plan.Points.Select(p => double.Parse(p.Settings[key], CultureInfo.InvariantCulture))];
        Assert.InRange(Of("even").Average(), -0.1, 0.1);
        Assert.All(Of("even"), v => Assert.InRange(v, -2, 2));
        Assert.InRange(Of("log").Average(Math.Log10), -2.1, -1.9);
        Assert.All(Of("log"), v => Assert.InRange(v, 1e-4, 1));
        Assert.Equal([1, 2, 3, 4, 5, 6], Of("dice").Distinct().Order());
        Assert.All(Of("dice").GroupBy(v => v), g => Assert.InRange(g.Count(), 560, 780));
        Assert.All(Of("size"), v => Assert.True(v is >= 8 and <= 512 && v == Math.Floor(v)));
    }

    private static string[] Drawn(SweepPlan plan, string key, string value) => [.. plan.Points.Where(p => p.Settings[key] == value).Select(p => p.Settings["a"])];

    private static SweepPlan Read(string text)
    {
        using var file = new TemporaryFile("sweep.yaml", text);
        return SweepPlan.Read(file.Path);
    }
}
