using Embodied.Learning.Checkpoints;
using Embodied.Learning.Networks;
using Embodied.Learning.Normalizing;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Training;

namespace Embodied.Learning.Training;

/// <summary>Everything that changes while a network is trained; saved and restored whole.</summary>
internal sealed class TrainingState
{
    private const double Smoothing = 0.9;
    private static readonly CheckpointCompanion Worlds = new(".worlds");
    private readonly EnvironmentInfo _environment;
    private double _score = double.NaN;
    private double _bestScore = double.NaN;
    private long _ended;

    private TrainingState(NetworkShape shape, EnvironmentInfo environment, float[] parameters)
    {
        (Shape, _environment, Parameters) = (shape, environment, parameters);
        Normalizer = new(shape.ObservationSize);
        Returns = new(1);
        Optimizer = new(shape.ParameterCount);
    }

    /// <summary>Name of the metric by which the best checkpoint is chosen.</summary>
    public const string ValidationScore = "validation/score";

    public NetworkShape Shape { get; }

    public Layout Observation => _environment.Observation;

    public float[] Parameters { get; }

    public ObservationNormalizer Normalizer { get; private set; }

    public RunningMoments Returns { get; private set; }

    public Adam Optimizer { get; }

    public int Stage { get; private set; }

    public long StageUpdate { get; set; }

    public long Updates { get; private set; }

    public long Steps { get; private set; }

    /// <summary>Whether the episodes of the stage have begun.</summary>
    public bool Begun { get; set; }

    public string? LastCheckpoint { get; private set; }

    /// <summary>Sees whether what was learnt is lost again.</summary>
    public ReturnWatch Watch { get; private set; } = new();

    /// <summary>A fresh state, or the one of the last checkpoint when the run is resumed.</summary>
    public static TrainingState Begin(TrainingRequest request, EnvironmentInfo environment, ulong seed)
    {
        var shape = new NetworkShape(request.Network, environment.Observation, environment.Action.Size);
        var path = PathOf(request, SavedAgent.Last);
        if (!request.Resume || !File.Exists(path))
            return request.From is null ? new(shape, environment, Initialization.Draw(shape, seed)) : Warm(request.From, shape, environment);
        var checkpoint = Checkpoint.Read(path);
        SavedAgent.RequireSame(path, "observation", checkpoint.Facts.Observation, environment.Observation);
        SavedAgent.RequireSame(path, "action", checkpoint.Facts.Action, environment.Action);
        if (checkpoint.Optimizer is not var (first, second) || checkpoint.Returns is null)
            throw new InputException(path, "holds no state of training", "Start a new run.");
        if (checkpoint.Parameters.Length != shape.ParameterCount || checkpoint.Facts.Seed != request.Seed)
            throw new InputException(path, "belongs to another network or seed than this experiment", "Resume with the experiment and seed the run was started with.");
        var facts = checkpoint.Facts.Progress;
        var state = new TrainingState(shape, environment, checkpoint.Parameters)
        {
            Normalizer = SavedAgent.Normalizer(checkpoint.Observations),
            Returns = checkpoint.Returns,
            Stage = (int)facts["stage"],
            StageUpdate = (long)facts["stage_update"],
            Updates = (long)facts["updates"],
            Steps = checkpoint.Facts.Steps,
            LastCheckpoint = path,
            _score = facts["score"],
            _bestScore = facts["best_score"],
            Watch = ReturnWatch.Restore(facts),
            Begun = facts["begun"] > 0,
            _ended = facts.TryGetValue("ended", out var ended) ? (long)ended : 0,
        };
        state.Optimizer.Restore(first, second, (long)facts["optimizer_steps"]);
        return state;
    }

    /// <summary>A beginning with what another training learnt; the optimiser begins anew, because it remembers another objective.</summary>
    private static TrainingState Warm(string agent, NetworkShape shape, EnvironmentInfo environment)
    {
        var checkpoint = Checkpoint.ReadFor(agent, shape, environment);
        return new(shape, environment, checkpoint.Parameters) { Normalizer = SavedAgent.Normalizer(checkpoint.Observations), Returns = checkpoint.Returns ?? new(1) };
    }

    /// <summary>Opens the last stage again where it has ended and is to last longer now.</summary>
    /// <param name="stages">Stages of the training.</param>
    /// <param name="updates">Updates the last of them takes now.</param>
    public void Reopen(int stages, long updates)
    {
        if (Stage == stages && _ended > 0 && _ended < updates)
            (Stage, StageUpdate) = (stages - 1, _ended);
    }

    /// <summary>A stage begins, unless it is already under way.</summary>
    public void EnterStage(int index, PpoSettings settings)
    {
        if (Begun && Stage == index)
            return;
        // A stage that goes on after its end is the same task: its best agent stays the one to beat.
        if (StageUpdate == 0)
            (_score, _bestScore, Watch) = (double.NaN, double.NaN, new());
        Stage = index;
        if (StageUpdate > 0 || !settings.RestartNormalizer || index == 0)
            return;
        Normalizer = new(Shape.ObservationSize);
        Returns = new(1);
    }

    public void EndStage() => (Stage, StageUpdate, Begun, _ended) = (Stage + 1, 0, false, StageUpdate);

    public void Count(long steps)
    {
        Steps += steps;
        Updates++;
    }

    /// <summary>Stops a training whose parameters are no longer numbers.</summary>
    /// <exception cref="EmbodiedException">They are not; the last checkpoint is from before.</exception>
    public void RequireFinite()
    {
        if (Parameters.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            throw new EmbodiedException($"training diverged at step {Steps}: a parameter is not a number", "Lower learning_rate; the last checkpoint is from before.");
    }

    /// <summary>Follows how well episodes go: by validation where there is any, else by the success rate where the task tells, else by the return.</summary>
    public void Judge(IReadOnlyList<KeyValuePair<string, double>> metrics)
    {
        var figures = metrics.ToDictionary();
        if (figures.TryGetValue(ValidationScore, out var score))
        {
            _score = score;
            return;
        }

        var now = figures.TryGetValue("charts/success_rate", out var rate) ? rate : figures["charts/episodic_return"];
        if (!double.IsNaN(now))
            _score = double.IsNaN(_score) ? now : (Smoothing * _score) + ((1 - Smoothing) * now);
    }

    /// <summary>Writes the last checkpoint, and the best one when this is it.</summary>
    public void Save(TrainingRequest request)
    {
        var best = !double.IsNaN(_score) && !(_score < _bestScore);
        if (best)
            _bestScore = _score;
        var checkpoint = new Checkpoint
        {
            Facts = new()
            {
                Network = Shape.Spec,
                Observation = _environment.Observation.Channels,
                Action = _environment.Action.Channels,
                ControlTimestep = _environment.ControlTimestep,
                Experiment = request.Experiment,
                Seed = request.Seed,
                Steps = Steps,
                Progress = new Dictionary<string, double>(StringComparer.Ordinal)
                {
                    ["stage"] = Stage,
                    ["stage_update"] = StageUpdate,
                    ["updates"] = Updates,
                    ["optimizer_steps"] = Optimizer.Steps,
                    ["score"] = _score,
                    ["best_score"] = _bestScore,
                    ["begun"] = Begun ? 1 : 0,
                    ["ended"] = _ended,
                }.Concat(Watch.Save()).ToDictionary(StringComparer.Ordinal),
            },
            Parameters = Parameters,
            Observations = Normalizer.Moments,
            Returns = Returns,
            Optimizer = (Optimizer.First, Optimizer.Second),
        };
        checkpoint.Write(PathOf(request, SavedAgent.Last));
        LastCheckpoint = PathOf(request, SavedAgent.Last);
        if (best)
            checkpoint.Write(PathOf(request, SavedAgent.Best));
    }

    /// <summary>Writes the checkpoint together with where the worlds stand.</summary>
    public void Save(TrainingRequest request, RolloutCollector collector)
    {
        Worlds.Write(request.RunFolder, Updates, collector.Save());
        Save(request);
        Worlds.Prune(request.RunFolder, Updates);
    }

    /// <summary>Puts the worlds where they stood at the last checkpoint.</summary>
    public void Restore(TrainingRequest request, RolloutCollector collector)
    {
        var path = Worlds.PathOf(request.RunFolder, Updates);
        collector.Restore(path, CheckpointFile.Read(path));
    }

    private static string PathOf(TrainingRequest request, string name) => Path.Combine(request.RunFolder, "checkpoints", name);
}
