using System.Globalization;
using Embodied.Runtime.Experiments;

namespace Embodied.Runtime.Registry;

/// <summary>One thing in which two runs differ.</summary>
/// <param name="Key">Its name.</param>
/// <param name="First">What it is in the first, or null.</param>
/// <param name="Second">What it is in the second, or null.</param>
public sealed record RunDifference(string Key, string? First, string? Second)
{
    /// <summary>Settings that differ.</summary>
    public static IReadOnlyList<RunDifference> OfSettings(RunRecord first, RunRecord second) =>
        [.. ExperimentDifference.Each(first.Experiment, second.Experiment).Select(d => new RunDifference(d.Key, d.Before, d.After))];

    /// <summary>Results that differ: how the runs ended, and the last figures of the trainings.</summary>
    public static IReadOnlyList<RunDifference> OfResults(RunRecord first, RunRecord second) =>
    [
        .. ((RunDifference[])[new("status", first.Status, second.Status), new("steps", Text(first.StepsMade), Text(second.StepsMade)), new("best validation", Text(first.BestScore), Text(second.BestScore))])
            .Concat(first.Figures.Keys.Union(second.Figures.Keys, StringComparer.Ordinal).Where(k => k != "steps").Order(StringComparer.Ordinal)
                .Select(k => new RunDifference(k, Text(Of(first, k)), Text(Of(second, k)))))
            .Where(d => d.First != d.Second),
    ];

    private static double? Of(RunRecord run, string figure) => run.Figures.TryGetValue(figure, out var value) ? value : null;

    private static string? Text(double? value) => value?.ToString("G6", CultureInfo.InvariantCulture);
}
