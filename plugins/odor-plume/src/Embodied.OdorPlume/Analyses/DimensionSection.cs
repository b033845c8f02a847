using Embodied.Sdk.Analysis;

namespace Embodied.OdorPlume.Analyses;

/// <summary>How many dimensions the memory uses, and where the behaviour modules lie in them.</summary>
internal static class DimensionSection
{
    private const int PointsDrawn = 1500;
    private const int ComponentsShown = 16;

    public static ReportSection Build(TrackStudy study)
    {
        var components = study.Components;
        var total = components.Variances.Sum();
        var cumulative = new double[Math.Min(ComponentsShown, components.Variances.Length)];
        for (var i = 0; i < cumulative.Length; i++)
            cumulative[i] = (100 * components.Variances[i] / total) + (i > 0 ? cumulative[i - 1] : 0);
        return new()
        {
            Heading = "Dimension of the memory",
            Text = ["Principal components of the controller's memory over the balanced episodes."],
            Tables =
            [
                new("dimension", ["", "here", "Singh et al. 2023"],
                    [["components for 90 % of the variance", components.CountFor(0.9), "5–8"], ["of", components.Variances.Length, "64"], ["steps", study.States.Rows, ""]]),
            ],
            Figures = [Cumulative(cumulative), Plane(study, components)],
        };
    }

    private static Figure Cumulative(double[] cumulative) => new()
    {
        Name = "variance",
        Title = "Variance held by the first components",
        XLabel = "components",
        YLabel = "variance [%]",
        Series =
        [
            new("here", SeriesStyle.Line, [.. cumulative.Select((_, i) => i + 1.0)], cumulative),
            new("90 %", SeriesStyle.Line, [1, cumulative.Length], [90, 90]),
        ],
    };

    private static Figure Plane(TrackStudy study, PrincipalComponents components)
    {
        var modules = study.Balanced.SelectMany(e => OdourHistory.Modules(e, study.LostAfter)).ToArray();
        var every = Math.Max(1, modules.Length / PointsDrawn);
        return new()
        {
            Name = "memory-plane",
            Title = "Memory in its first two components",
            XLabel = "component 1",
            YLabel = "component 2",
            Caption = $"One in {every} steps.",
            Series =
            [
                .. Enum.GetValues<BehaviourModule>().Select(module =>
                {
                    var steps = Enumerable.Range(0, modules.Length).Where(i => i % every == 0 && modules[i] == module).ToArray();
                    return new Series(module.ToString().ToLowerInvariant(), SeriesStyle.Points,
                        [.. steps.Select(i => components.Scores[i, 0])], [.. steps.Select(i => components.Scores.Columns > 1 ? components.Scores[i, 1] : 0)]) { Color = ModuleSection.ColorOf(module) };
                }),
            ],
        };
    }
}
