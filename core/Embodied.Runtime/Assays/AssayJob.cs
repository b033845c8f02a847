using Embodied.Sdk.Control;

namespace Embodied.Runtime.Assays;

/// <summary>Which controller is measured, on what.</summary>
public sealed record AssayJob
{
    /// <summary>Catalog id of the assay.</summary>
    public required string Assay { get; init; }

    /// <summary>Name of the controller, for tables.</summary>
    public required string ControllerName { get; init; }

    /// <summary>Makes or opens the controller for the channels of the task; disposed by the runner.</summary>
    public required Func<ControllerRequest, IController> Controller { get; init; }

    /// <summary>Conditions by name; empty for the assay's default.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>Task settings laid over those of the assay.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Catalog id of the body; null takes the task's default.</summary>
    public string? Body { get; init; }

    /// <summary>Seed of the controller, where it needs one.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether every step is kept as a recording.</summary>
    public bool Record { get; init; }
}
