using Embodied.Sdk.Sensing;

namespace Embodied.Sdk.Control;

/// <summary>Sizes and probes of a controller.</summary>
public sealed record ControllerInfo
{
    /// <summary>Architecture id.</summary>
    public required string Id { get; init; }

    /// <summary>Numbers of memory per world; 0 for none.</summary>
    public int StateSize { get; init; }

    /// <summary>Internal activations an analysis can read, in the order of the probe vector.</summary>
    public Layout Probes { get; init; } = new([]);
}

/// <summary>What a controller is made for.</summary>
public sealed record ControllerRequest
{
    /// <summary>Layout of observations.</summary>
    public required Layout Observation { get; init; }

    /// <summary>Layout of actions.</summary>
    public required Layout Action { get; init; }

    /// <summary>Time between actions.</summary>
    public required double ControlTimestep { get; init; }

    /// <summary>Settings from the experiment, checked by the factory.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Seed of initial weights.</summary>
    public ulong Seed { get; init; }
}

/// <summary>One step of a controller for a batch of worlds; rows are worlds.</summary>
public readonly ref struct ControllerBatch
{
    /// <summary>Worlds in the batch.</summary>
    public required int Count { get; init; }

    /// <summary>[worlds × observation size].</summary>
    public required ReadOnlySpan<float> Observations { get; init; }

    /// <summary>Memory, read and rewritten, [worlds × state size].</summary>
    public required Span<float> States { get; init; }

    /// <summary>Receives actions in [−1, 1], [worlds × action size].</summary>
    public required Span<float> Actions { get; init; }

    /// <summary>Receives the probes, [worlds × probe size]; empty when nobody looks.</summary>
    public Span<float> Probes { get; init; }

    /// <summary>
    /// Seed of what each world draws in this step, [worlds]; empty for actions that are means. A world's draws follow from its own seed alone, so that they do not
    /// depend on which others are in the batch.
    /// </summary>
    public ReadOnlySpan<ulong> Seeds { get; init; }

    /// <summary>Whether the controller draws its actions from its distribution, or takes the mean.</summary>
    public bool Sampled => !Seeds.IsEmpty;
}
