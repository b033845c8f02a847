using Embodied.Runtime.Environments;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Control;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Assays;

/// <summary>Episodes side by side. Rows of the batch are those still running; one that ends gives its row to the last.</summary>
internal sealed class AssayBatch
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
    private int _running;

    public AssayBatch(PhysicsEnvironment[] worlds, IReadOnlyList<AssayEpisode> episodes, IController controller, bool record)
    {
        (_worlds, _episodes, _controller, _running) = (worlds, episodes, controller, worlds.Length);
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
        for (var row = 0; row < _running; row++)
        {
            _worlds[row].Reset(_episodes[row].Seed, Row(_observations, row, _sizes.Observation));
            _controller.ResetState(Row(_states, row, _sizes.State), _episodes[row].Seed);
        }

        while (_running > 0)
        {
            cancel.ThrowIfCancellationRequested();
            Act();
            for (var row = _running - 1; row >= 0; row--)
                Step(row);
        }
    }

    private void Act() => _controller.Act(new()
    {
        Count = _running,
        Observations = _observations.AsSpan(0, _running * _sizes.Observation),
        States = _states.AsSpan(0, _running * _sizes.State),
        Actions = _actions.AsSpan(0, _running * _sizes.Action),
        Probes = _probes.AsSpan(0, _running * _sizes.Probe),
    });

    private void Step(int row)
    {
        var episode = _episodeOf[row];
        var world = _worlds[episode];
        var observation = Row(_observations, row, _sizes.Observation);
        var action = Row(_actions, row, _sizes.Action);
        Log?.Before(episode, world, observation, action, Row(_states, row, _sizes.State), Row(_probes, row, _sizes.Probe));
        var outcome = world.Step(action, observation);
        Log?.After(episode, outcome.Reward);
        Steps[episode]++;
        Returns[episode] += outcome.Reward;
        if (outcome.End == EpisodeEnd.None)
            return;
        var last = --_running;
        Row(_observations, last, _sizes.Observation).CopyTo(observation);
        Row(_states, last, _sizes.State).CopyTo(Row(_states, row, _sizes.State));
        _episodeOf[row] = _episodeOf[last];
    }

    private static Span<float> Row(float[] rows, int row, int size) => rows.AsSpan(row * size, size);
}
