namespace Embodied.Runtime.Comparisons;

/// <summary>What came of a cell.</summary>
public sealed record CellResult : MeasuredRun
{
    /// <summary>Name of the task.</summary>
    public required string Task { get; init; }

    /// <summary>Name of the body.</summary>
    public required string Body { get; init; }

    /// <summary>Name of the controller.</summary>
    public required string Controller { get; init; }
}
