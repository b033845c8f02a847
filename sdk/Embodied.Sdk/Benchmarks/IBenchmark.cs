namespace Embodied.Sdk.Benchmarks;

/// <summary>Measures speed. What other work on the machine adds should not count: take the fastest of several stretches.</summary>
public interface IBenchmark
{
    /// <summary>One line for lists.</summary>
    string Summary { get; }

    /// <summary>Measures.</summary>
    IReadOnlyList<BenchmarkFigure> Run(BenchmarkRequest request, IProgress<Progress.WorkProgress> progress, CancellationToken cancel);
}

/// <summary>How a benchmark is wanted.</summary>
public sealed record BenchmarkRequest
{
    /// <summary>Makes worlds to be measured.</summary>
    public required Environments.IEnvironmentFactory Environments { get; init; }

    /// <summary>About how long each figure is measured [s].</summary>
    public double Seconds { get; init; } = 2;

    /// <summary>Seed of everything random.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>A figure that was measured.</summary>
/// <param name="Name">Key in JSON, in snake case, e.g. <c>steps_per_second</c>.</param>
/// <param name="Value">The figure.</param>
/// <param name="Description">What it counts, under which conditions.</param>
public sealed record BenchmarkFigure(string Name, double Value, string Description);
