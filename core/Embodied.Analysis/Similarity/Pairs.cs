namespace Embodied.Analysis.Similarity;

/// <summary>Pairs of conditions in the order of a dissimilarity vector: (0,1), (0,2) … (n−2, n−1).</summary>
internal static class Pairs
{
    /// <summary>n (n − 1)/2.</summary>
    public static int Count(int conditions) => conditions * (conditions - 1) / 2;

    /// <summary>Conditions of a vector of that length.</summary>
    /// <exception cref="ArgumentException">No number of conditions has so many pairs.</exception>
    public static int Conditions(int pairs)
    {
        var n = (int)Math.Round((1 + Math.Sqrt(1 + (8.0 * pairs))) / 2);
        return Count(n) == pairs ? n : throw new ArgumentException($"{pairs} dissimilarities are not those of all pairs of any number of conditions.", nameof(pairs));
    }

    /// <summary>All pairs in order.</summary>
    public static IEnumerable<(int First, int Second)> Of(int conditions)
    {
        for (var i = 0; i < conditions; i++)
            for (var j = i + 1; j < conditions; j++)
                yield return (i, j);
    }

    /// <summary>The vector of a function of pairs.</summary>
    internal static double[] Map(int conditions, Func<int, int, double> distance) => [.. Of(conditions).Select(p => distance(p.First, p.Second))];

    /// <summary>The symmetric matrix with zeros on the diagonal, [n × n].</summary>
    public static double[] Square(ReadOnlySpan<double> dissimilarities)
    {
        var n = Conditions(dissimilarities.Length);
        var square = new double[n * n];
        var k = 0;
        for (var i = 0; i < n; i++)
            for (var j = i + 1; j < n; j++)
                square[(i * n) + j] = square[(j * n) + i] = dissimilarities[k++];
        return square;
    }
}
