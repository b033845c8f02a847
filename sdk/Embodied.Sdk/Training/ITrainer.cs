namespace Embodied.Sdk.Training;

/// <summary>Improves a controller from experience. The run folder holds all it needs to go on after an interruption.</summary>
public interface ITrainer
{
    /// <summary>Trains until done or cancelled; on cancellation a checkpoint is written first.</summary>
    /// <exception cref="Errors.EmbodiedException">The run cannot go on; nothing already written is lost.</exception>
    TrainingResult Train(TrainingRequest request, IProgress<Progress.WorkProgress> progress, CancellationToken cancel);
}

/// <summary>What to train and where to keep it.</summary>
public sealed record TrainingRequest
{
    /// <summary>Worlds to learn in.</summary>
    public required Environments.IVectorEnvironment Environment { get; init; }

    /// <summary>Architecture to train.</summary>
    public required Control.IControllerFactory Controller { get; init; }

    /// <summary>Folder of the run.</summary>
    public required string RunFolder { get; init; }

    /// <summary>Settings from the experiment, checked by the trainer.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Seed of everything random.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether to go on from the last checkpoint in the folder.</summary>
    public bool Resume { get; init; }
}

/// <summary>How training ended.</summary>
/// <param name="Steps">Environment steps made in all.</param>
/// <param name="Completed">False when it was cancelled.</param>
/// <param name="Checkpoint">The last checkpoint, or null.</param>
public sealed record TrainingResult(long Steps, bool Completed, string? Checkpoint);
