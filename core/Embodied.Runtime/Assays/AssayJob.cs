using Embodied.Runtime.Environments;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Control;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Physics;

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

    /// <summary>Catalog id or file of the body; null takes the task's default.</summary>
    public string? Body { get; init; }

    /// <summary>How the body is wanted; null leaves it to the task.</summary>
    public BodyOptions? BodyOptions { get; init; }

    /// <summary>Seed of the controller, where it needs one.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether actions are drawn instead of being the controller's means.</summary>
    public bool Sampled { get; init; }

    /// <summary>Threads that step the worlds; 0 for one per core. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>The episodes themselves where they are no assay of the catalog.</summary>
    public IAssay? Episodes { get; init; }

    /// <summary>Makes another model of the compiled one, in which the episodes take place; null leaves it.</summary>
    internal Func<IModel, IModel>? Change { get; init; }

    /// <summary>Makes what watches the world of an episode, by its number; null for nothing.</summary>
    internal Func<int, PhysicsEnvironment, IStepObserver>? Watch { get; init; }

    /// <summary>Whether every step is kept as a recording.</summary>
    public bool Record { get; init; }
}
