using Embodied.Sdk.Control;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Progress;

namespace Embodied.Sdk.Training;

/// <summary>Improves a controller from experience. The run folder holds all it needs to go on after an interruption.</summary>
public interface ITrainer
{
    /// <summary>Checks settings before anything is begun.</summary>
    /// <param name="settings">Settings from the experiment.</param>
    /// <returns>Settings of the task in every stage of the training, each to be laid over the experiment's.</returns>
    /// <exception cref="Errors.InputException">A setting is unknown or out of range.</exception>
    IReadOnlyList<IReadOnlyDictionary<string, string>> Check(IReadOnlyDictionary<string, string> settings) => [];

    /// <summary>Trains until done or cancelled. After cancellation the last checkpoint stands, from which the run goes on to the same bits.</summary>
    /// <exception cref="Errors.InputException">A setting is unknown or out of range, or a checkpoint does not fit.</exception>
    /// <exception cref="Errors.EmbodiedException">The run cannot go on; nothing already written is lost.</exception>
    TrainingResult Train(TrainingRequest request, IProgress<WorkProgress> progress, CancellationToken cancel);
}

/// <summary>What to train and where to keep it.</summary>
public sealed record TrainingRequest
{
    /// <summary>Makes worlds to learn in.</summary>
    public required IEnvironmentFactory Environments { get; init; }

    /// <summary>The world to learn in; stages of a curriculum lay their settings over it.</summary>
    public required WorldRecipe World { get; init; }

    /// <summary>The network to train.</summary>
    public required NetworkSpec Network { get; init; }

    /// <summary>Folder of the run; exists.</summary>
    public required string RunFolder { get; init; }

    /// <summary>The resolved experiment, kept inside every checkpoint.</summary>
    public string Experiment { get; init; } = "";

    /// <summary>Makes the controller to learn from, where the experiment names one; null otherwise.</summary>
    public Func<ControllerRequest, IController>? Teacher { get; init; }

    /// <summary>Settings from the experiment, checked by the trainer.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Seed of everything random.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads; 0 for one per core. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>File of the agent whose parameters and normaliser the training begins with; null begins with drawn ones.</summary>
    public string? From { get; init; }

    /// <summary>Whether to go on from the last checkpoint in the folder.</summary>
    public bool Resume { get; init; }

    /// <summary>Told after every update.</summary>
    public IProgress<TrainingUpdate>? Updates { get; init; }
}

/// <summary>One update of the controller, for logs and displays.</summary>
/// <param name="Steps">Environment steps made so far.</param>
/// <param name="TotalSteps">Environment steps of the whole training.</param>
/// <param name="Stage">Name of the stage of the curriculum.</param>
/// <param name="Metrics">Figures by name, e.g. <c>charts/episodic_return</c>; NaN where there is nothing to report yet.</param>
public sealed record TrainingUpdate(long Steps, long TotalSteps, string Stage, IReadOnlyList<KeyValuePair<string, double>> Metrics)
{
    /// <summary>What the user should know at once, e.g. that the controller unlearns; null mostly.</summary>
    public string? Warning { get; init; }
}

/// <summary>How training ended.</summary>
/// <param name="Steps">Environment steps made in all.</param>
/// <param name="Completed">False when it was cancelled.</param>
/// <param name="Checkpoint">The last checkpoint, or null.</param>
public sealed record TrainingResult(long Steps, bool Completed, string? Checkpoint);
