using Embodied.Analysis.Statistics;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Recordings;

namespace Embodied.Runtime.Assays;

/// <summary>How a controller did on an assay.</summary>
/// <param name="Assay">Catalog id of the assay.</param>
/// <param name="Controller">Name of the controller.</param>
/// <param name="Conditions">One result per condition.</param>
public sealed record AssayResult(string Assay, string Controller, IReadOnlyList<AssayConditionResult> Conditions)
{
    /// <summary>Task settings that were laid over those of the assay.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}

/// <summary>How it did under one condition.</summary>
public sealed record AssayConditionResult
{
    /// <summary>The condition.</summary>
    public required string Name { get; init; }

    /// <summary>Episodes run.</summary>
    public required int Episodes { get; init; }

    /// <summary>Episodes that ended in a success.</summary>
    public required int Successes { get; init; }

    /// <summary>Share of successes with its 95 % interval (Wilson).</summary>
    public ConfidenceInterval Share => Proportion.Wilson(Successes, Episodes);

    /// <summary>Episodes by how they ended.</summary>
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }

    /// <summary>Mean number of steps.</summary>
    public required double MeanSteps { get; init; }

    /// <summary>Mean sum of rewards.</summary>
    public double MeanReturn => Returns.Average();

    /// <summary>Sum of rewards of each episode.</summary>
    public required IReadOnlyList<double> Returns { get; init; }

    /// <summary>How the body moved, measure by measure; those that the body does not allow are not among them.</summary>
    public IReadOnlyList<MeasureResult> Measures { get; init; } = [];

    /// <summary>What others have reported.</summary>
    public IReadOnlyList<AssayReference> References { get; init; } = [];

    /// <summary>Every step, when asked for.</summary>
    public Recording? Recording { get; init; }
}

/// <summary>A measure over the episodes of a condition.</summary>
/// <param name="Name">Its name, e.g. <c>froude</c>.</param>
/// <param name="Values">One per episode; null where it had no meaning.</param>
public sealed record MeasureResult(string Name, IReadOnlyList<double?> Values)
{
    /// <summary>Mean over the episodes where it had a meaning, with its 95 % interval (bootstrap); not numbers where there are none.</summary>
    public ConfidenceInterval Mean => Bootstrap.Interval([.. Values.OfType<double>()], seed: 1);
}
