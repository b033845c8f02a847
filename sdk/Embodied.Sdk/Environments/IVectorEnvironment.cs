using Embodied.Sdk.Tasks;

namespace Embodied.Sdk.Environments;

/// <summary>Many worlds stepped together; a world that ends starts its next episode at once.</summary>
public interface IVectorEnvironment : IDisposable
{
    /// <summary>Worlds.</summary>
    int Count { get; }

    /// <summary>What one world takes and gives.</summary>
    EnvironmentInfo Info { get; }

    /// <summary>Starts all worlds. World i draws from (seed, i), so the bits do not depend on the number of threads.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="observations">Receives [worlds × observation size].</param>
    void Reset(ulong seed, Span<float> observations);

    /// <summary>Steps all worlds once; allocates nothing.</summary>
    /// <param name="actions">[worlds × action size].</param>
    /// <param name="buffers">Receives what came of it.</param>
    void Step(ReadOnlySpan<float> actions, StepBuffers buffers);

    /// <summary>Puts all worlds where they would be, had they been reset with a seed and lived through a past each.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="pasts">One for each world.</param>
    /// <param name="observations">Receives [worlds × observation size].</param>
    /// <exception cref="Errors.EmbodiedException">An episode ended at another step than in its past: the task does not follow from its seed.</exception>
    void Replay(ulong seed, IReadOnlyList<WorldPast> pasts, Span<float> observations) => throw new NotSupportedException("These worlds cannot be replayed.");

    /// <summary>Writes what the task would do in the present state of every world; false, and nothing written, where it does not know. Allocates nothing.</summary>
    /// <param name="actions">Receives [worlds × action size]; an empty span only asks whether the task knows.</param>
    bool Demonstrate(Span<float> actions) => false;
}

/// <summary>Where a vector environment writes; allocated once, reused every step.</summary>
public sealed class StepBuffers
{
    /// <summary>Buffers for a number of worlds of one kind.</summary>
    public StepBuffers(int count, EnvironmentInfo info)
    {
        Observations = new float[count * info.Observation.Size];
        FinalObservations = new float[count * info.Observation.Size];
        Rewards = new float[count];
        Ends = new EpisodeEnd[count];
        Outcomes = new int[count];
        RewardTerms = new double[count * info.RewardTerms.Count];
    }

    /// <summary>Observations after the step, of the new episode where one began, [worlds × observation size].</summary>
    public float[] Observations { get; }

    /// <summary>Last observations of episodes that ended in this step; other rows keep old values, [worlds × observation size].</summary>
    public float[] FinalObservations { get; }

    /// <summary>Rewards, [worlds].</summary>
    public float[] Rewards { get; }

    /// <summary>Whether and how each episode ended, [worlds].</summary>
    public EpisodeEnd[] Ends { get; }

    /// <summary>Index into <see cref="EnvironmentInfo.Outcomes"/> where an episode ended; −1 where it goes on, and where nobody says, [worlds].</summary>
    public int[] Outcomes { get; }

    /// <summary>Reward terms, [worlds × terms].</summary>
    public double[] RewardTerms { get; }
}
