using System.Runtime.ExceptionServices;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Environments;

/// <summary>
/// Worlds stepped together on dedicated threads; the calling thread is one of them. World i and its episodes draw from (seed, i) alone, so results
/// are the same bits for any number of threads. After an exception from a world the vector environment is broken: dispose it.
/// </summary>
public sealed class VectorEnvironment : IVectorEnvironment
{
    private readonly IEnvironment[] _worlds;
    private readonly RandomStream[] _episodes;
    private readonly float[] _actions;
    private readonly float[] _observations;
    private readonly WorkerTeam _team;
    private readonly IDisposable? _owned;
    private readonly Action<int> _reset;
    private readonly Action<int> _step;
    private readonly Action<int> _demonstrate;
    private readonly (int Observation, int Action, int Terms) _sizes;
    private StepBuffers? _buffers;
    private ulong _seed;

    /// <summary>Takes over worlds of one kind.</summary>
    /// <param name="worlds">The worlds; disposed with this.</param>
    /// <param name="threads">Threads that step them; 0 for one per core. Never more than worlds.</param>
    /// <param name="owned">Disposed last, e.g. a model the worlds share.</param>
    public VectorEnvironment(IReadOnlyList<IEnvironment> worlds, int threads = 0, IDisposable? owned = null)
    {
        if (worlds.Count == 0)
            throw new ArgumentException("A vector environment needs at least one world.", nameof(worlds));
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        _worlds = [.. worlds];
        _owned = owned;
        Info = worlds[0].Info;
        _sizes = (Info.Observation.Size, Info.Action.Size, Info.RewardTerms.Count);
        _episodes = new RandomStream[worlds.Count];
        _actions = new float[worlds.Count * _sizes.Action];
        _observations = new float[worlds.Count * _sizes.Observation];
        _team = new(Math.Min(worlds.Count, threads == 0 ? Environment.ProcessorCount : threads), worlds.Count);
        // Made once, because a method group would make a delegate per call.
        (_reset, _step, _demonstrate) = (ResetWorld, StepWorld, DemonstrateWorld);
    }

    /// <inheritdoc/>
    public int Count => _worlds.Length;

    /// <inheritdoc/>
    public EnvironmentInfo Info { get; }

    /// <summary>Threads that step the worlds, the caller's included.</summary>
    public int Threads => _team.Size;

    /// <inheritdoc/>
    public void Reset(ulong seed, Span<float> observations)
    {
        RequireLength(observations.Length, _observations.Length, nameof(observations));
        _seed = seed;
        Run(_reset);
        _observations.CopyTo(observations);
    }

    /// <inheritdoc/>
    public void Replay(ulong seed, IReadOnlyList<WorldPast> pasts, Span<float> observations)
    {
        RequireLength(observations.Length, _observations.Length, nameof(observations));
        RequireLength(pasts.Count, Count, nameof(pasts));
        _seed = seed;
        Run(world => ReplayWorld(world, pasts[world]));
        _observations.CopyTo(observations);
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<float> actions, StepBuffers buffers)
    {
        RequireLength(actions.Length, _actions.Length, nameof(actions));
        RequireLength(buffers.Observations.Length, _observations.Length, nameof(buffers));
        actions.CopyTo(_actions);
        _buffers = buffers;
        Run(_step);
    }

    /// <inheritdoc/>
    public bool Demonstrate(Span<float> actions)
    {
        if (!_worlds[0].Demonstrate([]))
            return false;
        if (actions.IsEmpty)
            return true;
        RequireLength(actions.Length, _actions.Length, nameof(actions));
        Run(_demonstrate);
        _actions.CopyTo(actions);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _team.Dispose();
        foreach (var world in _worlds)
            world.Dispose();
        _owned?.Dispose();
    }

    private void Run(Action<int> work)
    {
        if (_team.Run(work) is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    private void ResetWorld(int world)
    {
        _episodes[world] = RandomStream.For(_seed, (ulong)world);
        _worlds[world].Reset(_episodes[world].NextUInt64(), _observations.AsSpan(world * _sizes.Observation, _sizes.Observation));
    }

    private void ReplayWorld(int world, WorldPast past)
    {
        _episodes[world] = RandomStream.For(_seed, (ulong)world);
        for (var episode = 0L; episode < past.Episode; episode++)
            _episodes[world].NextUInt64();
        var observation = _observations.AsSpan(world * _sizes.Observation, _sizes.Observation);
        _worlds[world].Reset(_episodes[world].NextUInt64(), observation);
        for (var at = 0; at < past.Actions.Length; at += _sizes.Action)
        {
            if (_worlds[world].Step(past.Actions.AsSpan(at, _sizes.Action), observation).End == EpisodeEnd.None)
                continue;
            throw new EmbodiedException($"an episode that went on for {past.Actions.Length / _sizes.Action} steps ended after {(at / _sizes.Action) + 1} when it was done again",
                "The task, a sensor or the body draws from something else than its seed, or differs from what it was; start a new run.");
        }
    }

    private void DemonstrateWorld(int world) => _worlds[world].Demonstrate(_actions.AsSpan(world * _sizes.Action, _sizes.Action));

    private void StepWorld(int world)
    {
        var buffers = _buffers!;
        var environment = _worlds[world];
        var observation = buffers.Observations.AsSpan(world * _sizes.Observation, _sizes.Observation);
        var outcome = environment.Step(_actions.AsSpan(world * _sizes.Action, _sizes.Action), observation);
        (buffers.Rewards[world], buffers.Ends[world], buffers.Outcomes[world]) = (outcome.Reward, outcome.End, environment.Outcome);
        environment.RewardTerms.CopyTo(buffers.RewardTerms.AsSpan(world * _sizes.Terms, _sizes.Terms));
        if (outcome.End == EpisodeEnd.None)
            return;
        observation.CopyTo(buffers.FinalObservations.AsSpan(world * _sizes.Observation, _sizes.Observation));
        environment.Reset(_episodes[world].NextUInt64(), observation);
    }

    private static void RequireLength(int found, int expected, string name)
    {
        if (found != expected)
            throw new ArgumentException($"Holds {found} numbers where {expected} are needed.", name);
    }
}
