using Embodied.Sdk.Acting;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Tasks;

namespace Embodied.Sdk.Plugins;

/// <summary>Makes a task with the world, senses and actions that go with it.</summary>
public interface ITaskFactory
{
    /// <summary>One line for lists, the body it is usually run with, and what else it needs.</summary>
    TaskOffer Offer { get; }

    /// <summary>The settings a task has when nobody says otherwise, where it is made of terms; empty for a task in code.</summary>
    IReadOnlyDictionary<string, string> Defaults => new Dictionary<string, string>();

    /// <summary>A fresh task with its own sensors and actuation; called once per environment.</summary>
    /// <exception cref="Errors.InputException">A setting is unknown or out of range.</exception>
    TaskSetup Create(TaskSettings settings);

    /// <summary>Looks at settings without making anything; for tasks that need minutes the first time, so that a mistake is told before.</summary>
    /// <exception cref="Errors.InputException">A setting is unknown or out of range.</exception>
    void Check(TaskSettings settings)
    {
    }
}

/// <summary>A task factory that finds things out before a task begins, e.g. from files; a saved agent carries them, so that it needs those files no more.</summary>
public interface IResolvesTask
{
    /// <summary>The settings with what was found out in them; creating from them makes the same task.</summary>
    /// <exception cref="Errors.InputException">A setting is unknown or out of range.</exception>
    IReadOnlyDictionary<string, string> Resolve(TaskSettings settings);
}

/// <summary>What a task factory offers.</summary>
/// <param name="Summary">One line for lists.</param>
/// <param name="DefaultBody">Catalog id of the body it is usually run with.</param>
/// <param name="Backend">Catalog id of the backend it needs.</param>
public sealed record TaskOffer(string Summary, string DefaultBody, string Backend);

/// <summary>How a task is wanted.</summary>
public sealed record TaskSettings
{
    /// <summary>Settings from the experiment, checked by the factory.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>Told how far the making is, by tasks that need minutes the first time; null when nobody looks.</summary>
    public IProgress<WorkProgress>? Progress { get; init; }

    /// <summary>Stops the making.</summary>
    public CancellationToken Cancel { get; init; }
}

/// <summary>A task and what surrounds it, for one environment.</summary>
public sealed record TaskSetup
{
    /// <summary>The task.</summary>
    public required ITask Task { get; init; }

    /// <summary>The world.</summary>
    public required IArena Arena { get; init; }

    /// <summary>What the animal senses, in the order of the observation.</summary>
    public required IReadOnlyList<ISensor> Sensors { get; init; }

    /// <summary>How actions become controls.</summary>
    public required IActuation Actuation { get; init; }

    /// <summary>How the body is wanted.</summary>
    public BodyOptions Body { get; init; } = BodyOptions.Default;

    /// <summary>Physics settings.</summary>
    public Physics.PhysicsSettings Physics { get; init; } = new();
}
