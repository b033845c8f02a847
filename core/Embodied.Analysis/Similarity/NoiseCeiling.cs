namespace Embodied.Analysis.Similarity;

/// <summary>
/// How well any model could do given how subjects differ (Nili et al. 2014): the similarity of each subject to the mean of all (upper bound) and to the
/// mean of the others (lower bound), averaged over subjects.
/// </summary>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
internal readonly record struct NoiseCeiling(double Lower, double Upper)
{
    /// <summary>Of subjects' dissimilarity vectors.</summary>
    /// <exception cref="ArgumentException">There are fewer than two subjects.</exception>
    public static NoiseCeiling Of(Comparator comparator, IReadOnlyList<double[]> subjects, double[]? sigma = null)
    {
        if (subjects.Count < 2)
            throw new ArgumentException($"{subjects.Count} subject: a noise ceiling needs at least two.", nameof(subjects));
        var all = Pool(comparator, subjects, sigma);
        var (lower, upper) = (0.0, 0.0);
        for (var s = 0; s < subjects.Count; s++)
        {
            var others = Pool(comparator, [.. subjects.Where((_, i) => i != s)], sigma);
            lower += Comparators.Compare(comparator, others, subjects[s], sigma) / subjects.Count;
            upper += Comparators.Compare(comparator, all, subjects[s], sigma) / subjects.Count;
        }

        return new(lower, upper);
    }

    /// <summary>
    /// The vector nearest to all subjects in the metric in use: the mean of vectors of unit length, for rank comparators of ranks.
    /// </summary>
    public static double[] Pool(Comparator comparator, IReadOnlyList<double[]> subjects, double[]? sigma = null)
    {
        var whitened = comparator is Comparator.WhitenedCosine or Comparator.WhitenedCorrelation
            ? new WhitenedCosine(Pairs.Conditions(subjects[0].Length), sigma) : null;
        double[][] scaled = [.. subjects.Select(d => comparator switch
        {
            Comparator.WhitenedCosine => Over(d, whitened!.Norm(d)),
            Comparator.WhitenedCorrelation => Over(Comparators.Centred(d), whitened!.Norm(Comparators.Centred(d))),
            Comparator.Correlation => Over(Comparators.Centred(d), Length(Comparators.Centred(d))),
            Comparator.Cosine or Comparator.Bures or Comparator.BuresDistance => Over(d, Length(d)),
            _ => Ranks.Of(d),
        })];
        return [.. Enumerable.Range(0, scaled[0].Length).Select(k => scaled.Average(d => d[k]))];
    }

    private static double[] Over(double[] d, double by) => [.. d.Select(x => x / by)];

    private static double Length(double[] d) => System.Numerics.Tensors.TensorPrimitives.Norm<double>(d);
}
