using Embodied.Analysis.Similarity;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Tests.Golden;

/// <summary>Patterns of the stored cases.</summary>
internal static class GoldenPatterns
{
    public static PatternSet Read(string name, int[]? rows = null)
    {
        var (values, labels) = (GoldenCase.Table($"rsa/{name}_measurements.csv"), GoldenCase.Table($"rsa/{name}_cond_fold.csv"));
        rows ??= [.. Enumerable.Range(0, values.Rows)];
        return new(
            new([.. rows.SelectMany(r => values.Row(r).ToArray())], rows.Length, values.Columns),
            [.. rows.Select(r => (int)labels[r, 0])],
            [.. rows.Select(r => (int)labels[r, 1])]);
    }
}
