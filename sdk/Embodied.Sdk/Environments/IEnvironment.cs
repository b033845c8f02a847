namespace Embodied.Sdk.Environments;

/// <summary>Body, arena, task, sensors and actuation on a backend: what a controller meets. One thread at a time.</summary>
public interface IEnvironment : IDisposable
{
    /// <summary>What goes in and out.</summary>
    EnvironmentInfo Info { get; }

    /// <summary>Starts an episode. Same seed, same bits.</summary>
    /// <param name="seed">Seed of everything random in the episode.</param>
    /// <param name="observation">Receives the first observation, [observation size].</param>
    void Reset(ulong seed, Span<float> observation);

    /// <summary>Applies an action for one control step; allocates nothing.</summary>
    /// <param name="action">Action in [−1, 1], [action size].</param>
    /// <param name="observation">Receives the observation after the step.</param>
    Outcome Step(ReadOnlySpan<float> action, Span<float> observation);

    /// <summary>The reward terms of the last step, in the order of <see cref="EnvironmentInfo.RewardTerms"/>.</summary>
    ReadOnlySpan<double> RewardTerms { get; }

    /// <summary>How the episode ended, as an index into <see cref="EnvironmentInfo.Outcomes"/>; −1 while it goes on, and where nobody says.</summary>
    int Outcome => -1;

    /// <summary>Writes what the task would do in the present state, [action size]; false, and nothing written, where it does not know. Allocates nothing.</summary>
    /// <param name="action">Receives the action in [−1, 1]; an empty span only asks whether the task knows.</param>
    bool Demonstrate(Span<float> action) => false;
}
