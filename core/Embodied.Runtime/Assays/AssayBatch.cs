using Embodied.Runtime.Environments;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Control;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Assays;

/// <summary>Episodes side by side. Rows of the batch are those still running; one that ends gives its row to the last.</summary>
internal sealed class AssayBatch : IDisposable
{
    private readonly PhysicsEnvironment[] _worlds;
    private readonly IReadOnlyList<AssayEpisode> _episodes;
    private readonly IController _controller;
    private readonly (int Observation, int Action, int State, int Probe) _sizes;
    private readonly float[] _observations;
    private readonly float[] _actions;
    private readonly float[] _states;
    private readonly float[] _probes;
    private readonly int[] _episodeOf;
    private readonly ulong[] _seeds;
    private readonly Outcome[] _outcomes;
    private readonly AssayJob _job;
    private readonly WorkerTeam _team;

    // Made once, because a method group would make a delegate per step.
    private readonly Action<int> _reset;
    private readonly Action<int> _step;
    private int _running;

    public AssayBatch(PhysicsEnvironment[] worlds, IReadOnlyList<AssayEpisode> episodes, IController controller, AssayJob job)
    {
        (_worlds, _episodes, _controller, _running, _job) = (worlds, episodes, controller, worlds.Length, job);
        (_reset, _step) = (Reset, Step);
        _team = new(Math.Min(worlds.Length, job.Threads > 0 ? job.Threads : Environment.ProcessorCount), worlds.Length);
        var record = job.Record;
        (_seeds, _outcomes) = (new ulong[job.Sampled ? worlds.Length : 0], new Outcome[worlds.Length]);
        var info = worlds[0].Info;
        _sizes = (info.Observation.Size, info.Action.Size, controller.Info.StateSize, record ? controller.Info.Probes.Size : 0);
        _observations = new float[worlds.Length * _sizes.Observation];
        _actions = new float[worlds.Length * _sizes.Action];
        _states = new float[worlds.Length * _sizes.State];
        _probes = new float[worlds.Length * _sizes.Probe];
        _episodeOf = [.. Enumerable.Range(0, worlds.Length)];
        Steps = new int[worlds.Length];
        Returns = new double[worlds.Length];
        Log = record ? new AssayLog(worlds[0], controller.Info, worlds.Length) : null;
    }

    /// <summary>Steps of each episode.</summary>
    public int[] Steps { get; }

    /// <summary>Sum of rewards of each episode.</summary>
    public double[] Returns { get; }

    /// <summary>What happened, when it is kept.</summary>
    public AssayLog? Log { get; }

    /// <summary>Runs all episodes to their ends.</summary>
    public void Run(CancellationToken cancel)
    {
        Together(_reset);
        for (var row = 0; row < _running; row++)
            _controller.ResetState(Row(_states, row, _sizes.State), _episodes[row].Seed);
        while (_running > 0)
        {
            cancel.ThrowIfCancellationRequested();
            Act();
            Observe();
            Together(_step);
            for (var row = _running - 1; row >= 0; row--)
                Finish(row);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _team.Dispose();

    private void Reset(int row) => _worlds[row].Reset(_episodes[row].Seed, Row(_observations, row, _sizes.Observation));

    private void Step(int row)
    {
        if (row < _running)
            _outcomes[row] = _worlds[_episodeOf[row]].Step(Row(_actions, row, _sizes.Action), Row(_observations, row, _sizes.Observation));
    }

    /// <summary>Does something for every row, on all threads.</summary>
    private void Together(Action<int> work)
    {
        if (_team.Run(work) is { } failure)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    private void Observe()
    {
        for (var row = 0; row < _running && Log is { } log; row++)
        {
            var world = _worlds[_episodeOf[row]];
            log.Before(_episodeOf[row], world, Row(_observations, row, _sizes.Observation), Row(_actions, row, _sizes.Action), Row(_states, row, _sizes.State), Row(_probes, row, _sizes.Probe));
        }
    }

    private void Act()
    {
        for (var row = 0; row < _running && _seeds.Length > 0; row++)
            _seeds[row] = RandomStream.For(RandomStream.For(_job.Seed, (ulong)_episodeOf[row]).NextUInt64(), (ulong)Steps[_episodeOf[row]]).State;
        _controller.Act(Batch());
    }

    private ControllerBatch Batch() => new()
    {
        Count = _running,
        Observations = _observations.AsSpan(0, _running * _sizes.Observation),
        States = _states.AsSpan(0, _running * _sizes.State),
        Actions = _actions.AsSpan(0, _running * _sizes.Action),
        Probes = _probes.AsSpan(0, _running * _sizes.Probe),
        Seeds = _seeds.AsSpan(0, Math.Min(_running, _seeds.Length)),
    };

    private void Finish(int row)
    {
        var (episode, outcome) = (_episodeOf[row], _outcomes[row]);
        Log?.After(episode, outcome.Reward);
        Steps[episode]++;
        Returns[episode] += outcome.Reward;
        if (outcome.End == EpisodeEnd.None)
            return;
        var last = --_running;
        Row(_observations, last, _sizes.Observation).CopyTo(Row(_observations, row, _sizes.Observation));
        Row(_states, last, _sizes.State).CopyTo(Row(_states, row, _sizes.State));
        _episodeOf[row] = _episodeOf[last];
    }

    private static Span<float> Row(float[] rows, int row, int size) => rows.AsSpan(row * size, size);
}
