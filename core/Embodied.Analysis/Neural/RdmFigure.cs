using Embodied.Analysis.Similarity;
using Embodied.Sdk.Analysis;

namespace Embodied.Analysis.Neural;

/// <summary>A dissimilarity matrix as a figure.</summary>
internal static class RdmFigure
{
    public static Figure Of(string name, string title, IReadOnlyList<string> conditions, double[] dissimilarities)
    {
        var (n, square) = (conditions.Count, Pairs.Square(dissimilarities));
        return new()
        {
            Name = name,
            Title = title,
            XLabel = "behaviour",
            YLabel = "behaviour",
            Categories = conditions,
            EqualAxes = true,
            Series =
            [
                new("squared distance", SeriesStyle.Cells, [.. Enumerable.Range(0, n * n).Select(i => (double)(i % n))], [.. Enumerable.Range(0, n * n).Select(i => (double)(i / n))])
                {
                    Values = square,
                },
            ],
        };
    }
}
