using Embodied.Learning.Checkpoints;
using Embodied.Learning.Networks;
using Embodied.Learning.Training;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Controllers;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Control;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Training;

namespace Embodied.Runtime.Training;

/// <summary>Trains the controller of an experiment into a run folder: experiment.yaml with everything resolved, run.json, metrics, checkpoints.</summary>
/// <param name="catalog">Where what the experiment names is found.</param>
/// <param name="controllers">Opens teachers.</param>
public sealed class TrainingRun(Catalog catalog, ControllerOpener controllers)
{
    /// <summary>The experiment, everything resolved.</summary>
    public const string ExperimentName = "experiment.yaml";

    /// <summary>One line of figures per update.</summary>
    public const string CurveName = "metrics.csv";

    private const string Completed = "completed";
    private const string Stopped = "stopped";
    private const string Failed = "failed";

    /// <summary>Trains.</summary>
    /// <param name="job">What and where.</param>
    /// <param name="updates">Told after every update.</param>
    /// <param name="progress">Told how far the training is.</param>
    /// <param name="cancel">Ends it at the last checkpoint.</param>
    /// <exception cref="InputException">The experiment does not hold together, or the folder holds another run.</exception>
    public TrainingResult Train(TrainingJob job, IProgress<TrainingUpdate> updates, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var (experiment, worlds) = (Findable(job.Experiment), new WorldBuilder(catalog) { Progress = job.Making, Cancel = cancel });
        // What a training began with is in its checkpoint.
        var begun = job.Resume && ControllerOpener.IsRun(job.Folder);
        var (network, improver) = Check(worlds, begun ? experiment with { From = null } : experiment, job.Note);
        var (world, trainer) = (experiment.World, experiment.Trainer!);
        var resolved = ExperimentWriter.Write(experiment, worlds.Resolve(world));
        var teacher = Teacher(trainer.Settings);
        using var held = RunFolder.Take(job.Folder, job.Resume, job.Replace, resolved);
        var status = Begin(job);
        var request = new TrainingRequest
        {
            Environments = worlds,
            World = world,
            Network = network,
            RunFolder = job.Folder,
            Experiment = resolved,
            Settings = trainer.Settings,
            Teacher = teacher,
            From = begun ? null : From(experiment),
            Seed = experiment.Seed,
            Threads = job.Threads,
            Resume = job.Resume,
            Updates = updates,
        };
        try
        {
            var result = improver.Train(request, progress, cancel);
            End(job, status with { Status = result.Completed ? Completed : Stopped, Steps = result.Steps, Process = null });
            return result;
        }
        catch (OperationCanceledException)
        {
            End(job, status with { Status = Stopped, Process = null });
            throw;
        }
        catch (Exception e) when (e is not InputException)
        {
            var failure = TrainingFailure.Of(e, job.Folder);
            End(job, status with { Status = Failed, Problem = failure.Message, Process = null });
            throw failure;
        }
        catch (InputException e)
        {
            End(job, status with { Status = Failed, Problem = e.Message, Process = null });
            throw;
        }
    }

    /// <summary>Whatever is wrong with an experiment, its world or its network in that, is said before there is a folder.</summary>
    /// <exception cref="InputException">The experiment does not hold together.</exception>
    internal (NetworkSpec Network, ITrainer Trainer) Check(WorldBuilder worlds, Experiment experiment, Action<string>? note = null)
    {
        var (network, improver, stages) = CheckSettings(worlds, experiment);
        Check(worlds, experiment.World, network, stages, From(experiment), note);
        return (network, improver);
    }

    /// <summary>As much of it as can be seen from settings, before a task is made that needs minutes.</summary>
    /// <returns>The network, the trainer, and what each of its stages changes about the task.</returns>
    /// <exception cref="InputException">A setting is unknown or out of range.</exception>
    internal (NetworkSpec Network, ITrainer Trainer, IReadOnlyList<IReadOnlyDictionary<string, string>> Stages) CheckSettings(WorldBuilder worlds, Experiment experiment)
    {
        var (controller, trainer) = (Required(experiment.Controller, "controller"), Required(experiment.Trainer, "trainer"));
        var network = catalog.Get<IArchitecture>(ContributionIds.Full(controller.Use.Value), "controller").Describe(controller.Settings);
        var improver = catalog.Get<ITrainer>(ContributionIds.Full(trainer.Use.Value), "trainer");
        var stages = improver.Check(trainer.Settings);
        foreach (var world in stages.Select(experiment.World.With).Prepend(experiment.World))
            worlds.CheckSettings(world);
        return (network, improver, stages);
    }

    /// <summary>The experiment with whole paths: whoever goes on may do so from another folder.</summary>
    internal static Experiment Findable(Experiment experiment) => DecoderPin.Apply(experiment.From is { } agent && Path.Exists(agent.Value)
        ? experiment with { From = agent with { Value = Path.GetFullPath(agent.Value) } }
        : experiment);

    private string? From(Experiment experiment) => experiment.From is not { } from
        ? null
        : controllers.File(from.Value) ?? throw new InputException(from.Place.ToString(), $"'{from.Value}' is no saved agent but a controller", "Give an agent file, the folder of a run, or the name of an agent.");

    private static void Check(WorldBuilder worlds, WorldRecipe world, NetworkSpec network, IReadOnlyList<IReadOnlyDictionary<string, string>> stages, string? from, Action<string>? note)
    {
        using (var first = worlds.For(stages.Count > 0 ? world.With(stages[0]) : world).Build())
        {
            var shape = new NetworkShape(network, first.Info.Observation, first.Info.Action.Size);
            if (first.Info.Action.Size == 0)
                note?.Invoke($"note: {first.Body.Body.Id} has no actuators: its actions are empty, and there is nothing to learn to do");
            if (from is not null)
                _ = Checkpoint.ReadFor(from, shape, first.Info);
            first.Reset(0, new float[first.Info.Observation.Size]);
        }

        foreach (var stage in stages)
            worlds.Setup(world.With(stage));
    }

    // teacher: an agent or a controller's id; teacher_settings: those of a controller of the catalog.
    private Func<ControllerRequest, IController>? Teacher(IReadOnlyDictionary<string, string> settings)
    {
        if (!settings.TryGetValue(DistillationSettings.TeacherKey, out var reference))
            return null;
        var own = settings.Where(s => s.Key.StartsWith(DistillationSettings.TeacherPrefix, StringComparison.Ordinal))
            .ToDictionary(s => s.Key[DistillationSettings.TeacherPrefix.Length..], s => s.Value, StringComparer.Ordinal);
        return controllers.Open(reference, own);
    }

    private static RunStatus Begin(TrainingJob job)
    {
        var status = new RunStatus
        {
            Status = RunStatus.Running,
            Seed = job.Experiment.Seed,
            // A run that was gone on with has the same bits as one never stopped: the command that began it makes it again.
            Command = (job.Resume ? RunStatus.Read(job.Folder)?.Command : null) ?? job.Command,
            Process = ProcessMark.Current,
            Sdk = typeof(TrainingRequest).Assembly.GetName().Version?.ToString(3),
            Runtime = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
        };
        status.Write(job.Folder);
        return status;
    }

    // Where the disk is full, the status stays "running" of a process that has ended, which is what happened; the failure is what is told.
    private static void End(TrainingJob job, RunStatus status)
    {
        try
        {
            status.Write(job.Folder);
        }
        catch (InputException) when (status.Status != Completed)
        {
        }
    }

    private static Part Required(Part? part, string name) =>
        part ?? throw new InputException("experiment", $"names no {name}", $"Add {name}: {{use: …}} to train.");
}

/// <summary>What to train and where to.</summary>
public sealed record TrainingJob
{
    /// <summary>The experiment, with the seed to use.</summary>
    public required Experiment Experiment { get; init; }

    /// <summary>Folder of the run.</summary>
    public required string Folder { get; init; }

    /// <summary>The command line, for the record.</summary>
    public string Command { get; init; } = "";

    /// <summary>Whether to go on with the run in the folder.</summary>
    public bool Resume { get; init; }

    /// <summary>Told what the user should know before anything begins.</summary>
    public Action<string>? Note { get; init; }

    /// <summary>Whether a run that the folder holds is thrown away.</summary>
    public bool Replace { get; init; }

    /// <summary>Told how far a task is that takes long to make, before training begins; null when nobody looks.</summary>
    public IProgress<WorkProgress>? Making { get; init; }

    /// <summary>Threads; 0 for one per core.</summary>
    public int Threads { get; init; }
}
