namespace Embodied.Sdk.Benchmarks;

/// <summary>Measures speed. Counts processor time of the calling thread where it can, so that other work on the machine does not count.</summary>
public interface IBenchmark
{
    /// <summary>One line for lists.</summary>
    string Summary { get; }

    /// <summary>Measures.</summary>
    IReadOnlyList<BenchmarkFigure> Run(BenchmarkRequest request, IProgress<Progress.WorkProgress> progress, CancellationToken cancel);
}

/// <summary>How a benchmark is wanted.</summary>
/// <param name="Seconds">About how long each figure is measured [s].</param>
/// <param name="Seed">Seed of everything random.</param>
public sealed record BenchmarkRequest(double Seconds = 2, ulong Seed = 1);

/// <summary>A figure that was measured.</summary>
/// <param name="Name">Key in JSON, in snake case, e.g. <c>steps_per_second</c>.</param>
/// <param name="Value">The figure.</param>
/// <param name="Description">What it counts, under which conditions.</param>
public sealed record BenchmarkFigure(string Name, double Value, string Description);
