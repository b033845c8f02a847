using Embodied.Sdk.Recordings;

namespace Embodied.Sdk.Analysis;

/// <summary>Recordings in, a report out. Pure: same input, same report.</summary>
public interface IAnalysis
{
    /// <summary>One line for lists.</summary>
    string Summary { get; }

    /// <summary>Runs the analysis.</summary>
    /// <exception cref="Errors.InputException">A needed channel is missing or does not fit; says which.</exception>
    Report Run(AnalysisRequest request, IProgress<Progress.WorkProgress> progress, CancellationToken cancel);
}

/// <summary>What to analyse.</summary>
public sealed record AnalysisRequest
{
    /// <summary>The recordings, by the role they play.</summary>
    public required IReadOnlyDictionary<string, Recording> Recordings { get; init; }

    /// <summary>The controller that was recorded, for analyses that look inside it; null when there is none.</summary>
    public Control.IController? Controller { get; init; }

    /// <summary>Settings, checked by the analysis.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Seed of everything random.</summary>
    public ulong Seed { get; init; }
}
