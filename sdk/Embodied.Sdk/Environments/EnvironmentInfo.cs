using Embodied.Sdk.Sensing;
using Embodied.Sdk.Tasks;

namespace Embodied.Sdk.Environments;

/// <summary>What an environment takes and gives.</summary>
public sealed record EnvironmentInfo
{
    /// <summary>Layout of observations.</summary>
    public required Layout Observation { get; init; }

    /// <summary>Layout of actions, each number in [−1, 1].</summary>
    public required Layout Action { get; init; }

    /// <summary>Names of the reward terms.</summary>
    public required IReadOnlyList<string> RewardTerms { get; init; }

    /// <summary>The ways an episode can end; empty when they have no names.</summary>
    public IReadOnlyList<TaskOutcome> Outcomes { get; init; } = [];

    /// <summary>Time between actions.</summary>
    public required double ControlTimestep { get; init; }

    /// <summary>Integration steps per action.</summary>
    public required int Substeps { get; init; }
}

/// <summary>Result of a step.</summary>
/// <param name="Reward">Sum of the reward terms; 0 when the physics diverged.</param>
/// <param name="End">How the episode stands.</param>
public readonly record struct Outcome(float Reward, EpisodeEnd End);
