using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Sdk.Tasks;

/// <summary>What the animal is asked to do: reset, reward terms, termination. An instance belongs to one environment and may hold state.</summary>
public interface ITask
{
    /// <summary>Names and times.</summary>
    TaskInfo Info { get; }

    /// <summary>Resolves roles for a body.</summary>
    /// <exception cref="Errors.InputException">The body lacks a role this task needs; says which.</exception>
    void Bind(BodyInScene body);

    /// <summary>Writes the initial state of an episode into a simulation that was just reset.</summary>
    void Reset(ISimulation simulation, ref RandomStream random);

    /// <summary>Called before the physics of every control step: pushes, changing goals. Allocates nothing.</summary>
    void Before(in StepContext step)
    {
    }

    /// <summary>Judges the step just made; allocates nothing.</summary>
    /// <param name="step">The step, the world after it.</param>
    /// <param name="terms">Receives the weighted reward terms, [reward terms]; the reward is their sum.</param>
    EpisodeEnd Judge(in StepContext step, Span<double> terms);

    /// <summary>How the episode ended, as an index into <see cref="TaskInfo.Outcomes"/>; −1 while it goes on, and where nobody says.</summary>
    int Outcome => -1;
}

/// <summary>Names and times of a task.</summary>
public sealed record TaskInfo
{
    /// <summary>Catalog id.</summary>
    public required string Id { get; init; }

    /// <summary>One line for catalogs.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Time between actions [time unit of the scene]; a whole number of integration steps.</summary>
    public required double ControlTimestep { get; init; }

    /// <summary>Names of the reward terms.</summary>
    public required IReadOnlyList<string> RewardTerms { get; init; }

    /// <summary>The ways an episode can end, for tables and logs; empty when they have no names.</summary>
    public IReadOnlyList<TaskOutcome> Outcomes { get; init; } = [];

    /// <summary>Actions after which an episode is cut off; null for never.</summary>
    public int? MaximumSteps { get; init; }

    /// <summary>The outcome, as an index into <see cref="Outcomes"/>, of an episode that lasts until it is cut off; null where that has no name.</summary>
    public int? LimitOutcome { get; init; }
}

/// <summary>How an episode stands after a step.</summary>
public enum EpisodeEnd
{
    /// <summary>Goes on.</summary>
    None,

    /// <summary>Reached an end that is part of the task: the future is worth nothing.</summary>
    Terminated,

    /// <summary>Cut off by time: the future would have been worth something.</summary>
    Truncated,

    /// <summary>The physics diverged.</summary>
    Diverged,
}
