using Embodied.Sdk.Analysis;
using Embodied.Sdk.Control;

namespace Embodied.Runtime.Assays;

/// <summary>The robustness of a controller to its own noise, as a section of a report.</summary>
public static class RobustnessSection
{
    /// <summary>Curves over the gain for each structure and condition, and a table of everything.</summary>
    /// <param name="points">Results of a <see cref="RobustnessStudy"/>.</param>
    /// <param name="hasLatent">Whether the gains multiplied the noise of a latent, or of actions.</param>
    public static ReportSection Build(IReadOnlyList<RobustnessPoint> points, bool hasLatent) => new()
    {
        Heading = "Robustness to noise",
        Text =
        [
            hasLatent
                ? "The controller acts in closed loop with its latent drawn at every step, the noise multiplied by a gain and its standard deviations as learnt, all alike with the same sum of variances, or in inverted order; with and without the noise of its motors."
                : "The controller has no stochastic latent: the gain multiplies the noise of its actions.",
        ],
        Tables =
        [
            new("robustness-table", ["structure", "motor noise", "gain", "condition", "episodes", "successes", "share", "low", "high", "mean steps"],
                [.. points.Select(p => (IReadOnlyList<object>)[Name(p.Structure), p.MotorNoise, p.Gain, p.Condition, p.Result.Episodes, p.Result.Successes, p.Result.Share.Estimate, p.Result.Share.Low, p.Result.Share.High, p.Result.MeanSteps])]),
        ],
        Figures = [.. points.Select(p => p.Condition).Distinct().Select((condition, i) => Curves(points.Where(p => p.Condition == condition), condition, i, hasLatent))],
    };

    private static Figure Curves(IEnumerable<RobustnessPoint> points, string condition, int index, bool hasLatent)
    {
        var lines = points.GroupBy(p => hasLatent ? $"{Name(p.Structure)}{(p.MotorNoise > 0 ? ", motor noise" : "")}" : "actions").ToArray();
        return new()
        {
            Name = index == 0 ? "robustness" : $"robustness-{index + 1}",
            Title = $"Robustness to noise, condition {condition}",
            XLabel = "gain of the noise",
            YLabel = "mean steps",
            Series =
            [
                .. lines.Select(l => new Series(l.Key, SeriesStyle.Line, [.. l.Select(p => p.Gain)], [.. l.Select(p => p.Result.MeanSteps)])),
                .. lines.Select(l => new Series(l.Key, SeriesStyle.Line, [.. l.Select(p => p.Gain)], [.. l.Select(p => 100 * p.Result.Share.Estimate)])
                {
                    Panel = "successes [%]",
                }),
            ],
            Caption = "The table gives the 95 % interval of each share.",
        };
    }

    private static string Name(LatentStructure structure) => structure.ToString().ToLowerInvariant();
}
