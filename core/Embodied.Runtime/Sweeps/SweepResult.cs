using Embodied.Runtime.Comparisons;

namespace Embodied.Runtime.Sweeps;

/// <summary>What came of one run of a sweep.</summary>
public sealed record SweepResult : MeasuredRun
{
    /// <summary>The folder of its point, below that of the sweep.</summary>
    public required string Point { get; init; }

    /// <summary>The parameters, as text.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }
}
