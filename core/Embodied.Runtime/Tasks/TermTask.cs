using Embodied.Sdk.Environments;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Tasks;

/// <summary>A task with terms added: rewards, ends and events by name. Where several ends hold at once, the first one names the outcome.</summary>
/// <param name="inner">The task, which may be <see cref="BareTask"/>; its own ends come first.</param>
internal sealed class TermTask(ITask inner) : ITask, IProvidesSensors, IDemonstrates, IHasGoal
{
    private TaskInfo? _info;

    /// <summary>Reward terms, after those of the task.</summary>
    public Reward[] Rewards { get; init; } = [];

    /// <summary>Terminations, after those of the task.</summary>
    public End[] Ends { get; init; } = [];

    /// <summary>Events, in the order they happen; after the task's own reset.</summary>
    public IWorldEvent[] Events { get; init; } = [];

    /// <summary>Where the animal is wanted, if anywhere.</summary>
    public IGoal? Pursued { get; init; }

    /// <summary>What is sensed by a body, given what the task shows of its own.</summary>
    public required Func<BodyInScene, IReadOnlyList<ISensor>, IReadOnlyList<ISensor>> Senses { get; init; }

    /// <inheritdoc/>
    public TaskInfo Info => _info ??= inner.Info with
    {
        RewardTerms = [.. inner.Info.RewardTerms, .. Rewards.Select(r => r.Name)],
        Outcomes = [.. inner.Info.Outcomes, .. Ends.Select(e => new TaskOutcome(e.Name, e.Success))],
    };

    /// <inheritdoc/>
    public IReadOnlyList<ISensor> Sensors { get; private set; } = [];

    /// <inheritdoc/>
    public int Outcome { get; private set; } = -1;

    /// <inheritdoc/>
    public bool Demonstrates => inner is IDemonstrates { Demonstrates: true };

    /// <inheritdoc/>
    public Vec3? Goal => Pursued?.Position ?? (inner as IHasGoal)?.Goal;

    /// <inheritdoc/>
    public void Bind(BodyInScene body)
    {
        inner.Bind(body);
        Pursued?.Bind(body);
        foreach (var reward in Rewards)
            reward.Term.Bind(body);
        foreach (var end in Ends)
            end.Term.Bind(body);
        foreach (var happening in Events)
            happening.Bind(body);
        Sensors = Senses(body, (inner as IProvidesSensors)?.Sensors ?? []);
    }

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random)
    {
        Outcome = -1;
        inner.Reset(simulation, ref random);
        foreach (var happening in Events)
        {
            simulation.Forward();
            happening.Reset(simulation, ref random);
        }

        simulation.Forward();
        Pursued?.Reset(simulation, ref random);
        var start = StepContext.Start(simulation, Goal);
        foreach (var reward in Rewards)
            reward.Term.Reset(start);
        foreach (var end in Ends)
            end.Term.Reset(start);
    }

    /// <inheritdoc/>
    public void Before(in StepContext step)
    {
        inner.Before(step);
        Pursued?.Before(step);
        foreach (var happening in Events)
            happening.Before(step);
    }

    /// <inheritdoc/>
    public EpisodeEnd Judge(in StepContext step, Span<double> terms)
    {
        var own = inner.Info.RewardTerms.Count;
        var ended = inner.Judge(step, terms[..own]);
        for (var i = 0; i < Rewards.Length; i++)
            terms[own + i] = Rewards[i].Weight * Rewards[i].Term.Value(step);
        Outcome = inner.Outcome;
        if (ended != EpisodeEnd.None)
            return ended;
        for (var i = 0; i < Ends.Length; i++)
        {
            if (!Ends[i].Term.Holds(step))
                continue;
            Outcome = inner.Info.Outcomes.Count + i;
            return EpisodeEnd.Terminated;
        }

        return EpisodeEnd.None;
    }

    /// <inheritdoc/>
    public void Demonstrate(ISimulation simulation, Span<float> action) => ((IDemonstrates)inner).Demonstrate(simulation, action);

    /// <summary>A named, weighted reward term.</summary>
    public sealed record Reward(string Name, double Weight, IRewardTerm Term);

    /// <summary>A named termination.</summary>
    public sealed record End(string Name, bool Success, ITermination Term);
}
