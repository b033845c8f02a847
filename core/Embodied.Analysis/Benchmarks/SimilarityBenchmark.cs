using System.Diagnostics;
using Embodied.Analysis.Similarity;
using Embodied.Sdk.Benchmarks;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Benchmarks;

/// <summary>Time of comparing dissimilarities.</summary>
public sealed class SimilarityBenchmark : IBenchmark
{
    /// <summary>Catalog id.</summary>
    public const string BenchmarkId = "core/rsa";

    private const int Repetitions = 20;

    /// <inheritdoc/>
    public string Summary => "Whitened unbiased cosine with a full noise covariance, and the bootstrap of similarities";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkFigure> Run(BenchmarkRequest request, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        progress.Report(new("whitened cosine", 0, 2));
        var sigma = Sigma(60);
        var (a, b) = (Draw(20, 60, 1), Draw(20, 60, 2));
        var whitened = Fastest(() => Comparators.Compare(Comparator.WhitenedCosine, a, b, sigma), cancel);
        progress.Report(new("bootstrap", 1, 2));
        var (models, subjects) = (Draw(8, 12, 3), Draw(7, 12, 4));
        var bySubject = Fastest(() => DissimilarityBootstrap.Run(Comparator.WhitenedCosine, models, subjects, DissimilarityBootstrap.Factors.Subjects, 1000, request.Seed), cancel);
        var byBoth = Fastest(() => DissimilarityBootstrap.Run(
            Comparator.WhitenedCosine, models, subjects, DissimilarityBootstrap.Factors.Subjects | DissimilarityBootstrap.Factors.Conditions, 1000, request.Seed), cancel);
        progress.Report(new("done", 2, 2));
        return
        [
            new("whitened_cosine_milliseconds", 1000 * whitened, "20 × 20 vectors of 60 conditions, full noise covariance; fastest of 20, wall clock"),
            new("bootstrap_subjects_seconds", bySubject, "8 models × 7 subjects, 12 conditions, 1000 draws of subjects; likewise"),
            new("bootstrap_both_seconds", byBoth, "the same, subjects and conditions drawn"),
        ];
    }

    private static double Fastest(Action work, CancellationToken cancel)
    {
        var best = double.PositiveInfinity;
        for (var i = 0; i < Repetitions; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    private static double[] Sigma(int n) => [.. Enumerable.Range(0, n * n).Select(i => Math.Pow(0.7, Math.Abs((i / n) - (i % n))))];

    private static double[][] Draw(int vectors, int conditions, ulong seed) =>
    [
        .. Enumerable.Range(0, vectors).Select(v =>
        {
            var random = RandomStream.For(seed, (ulong)v);
            return Enumerable.Range(0, Pairs.Count(conditions)).Select(_ => random.NextUniform(0.5, 2)).ToArray();
        }),
    ];
}
