using System.Security.Cryptography;
using System.Text;
using Embodied.Learning.Checkpoints;
using Embodied.Runtime.Assays;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Controllers;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Plugins;
using Embodied.Runtime.Training;
using Embodied.Sdk.Control;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Training;

namespace Embodied.Runtime.Comparisons;

/// <summary>
/// Makes one run of many: trains what is trained, measures it, keeps the result. What was kept for the same experiment is not made again, and a training that
/// was interrupted goes on from its checkpoint.
/// </summary>
/// <param name="catalog">Where everything is found.</param>
/// <param name="controllers">Opens controllers.</param>
/// <param name="command">The command, for the record of a run.</param>
internal sealed class RunMaker(Catalog catalog, ControllerOpener controllers, string command)
{
    private const string ResultName = "result.json";
    private const string RunName = "run";

    // Episodes of one seed of a training are none of another's.
    private const ulong Apart = 100_000;

    /// <summary>Told how far a task is that takes long to make; null when nobody looks.</summary>
    public IProgress<WorkProgress>? Making { get; init; }

    /// <summary>Stops the making of a task.</summary>
    public CancellationToken Cancel { get; init; }

    private WorldBuilder Worlds => new(catalog) { Progress = Making, Cancel = Cancel };

    /// <summary>Whether a controller is trained. An id of both kinds is the controller: it is there already.</summary>
    public bool IsTrained(string controller) => !catalog.Has<IControllerFactory>(ContributionIds.Full(controller));

    /// <summary>Looks at the settings of an experiment, without making anything.</summary>
    /// <exception cref="InputException">A setting is unknown or out of range.</exception>
    public void CheckSettings(Experiment experiment)
    {
        if (experiment.Trainer is not null)
            _ = new TrainingRun(catalog, controllers).CheckSettings(Worlds, experiment);
        else
            Worlds.CheckSettings(experiment.World);
    }

    /// <summary>Builds the world of an experiment and everything that acts in it, and lets go of it.</summary>
    /// <exception cref="EmbodiedException">Something does not hold together.</exception>
    public void CheckController(Experiment experiment) => CheckWorld(experiment, world =>
    {
        if (experiment.Trainer is not null)
            _ = new TrainingRun(catalog, controllers).Check(Worlds, experiment);
        else
            controllers.Open(experiment.Controller!.Use.Value, experiment.Controller.Settings)(AssayRunner.RequestFor(world, 1)).Dispose();
    });

    /// <summary>Builds the world of an experiment and lets go of it.</summary>
    /// <exception cref="EmbodiedException">Something does not hold together.</exception>
    public void CheckWorld(Experiment experiment, Action<PhysicsEnvironment>? more = null)
    {
        using var world = Worlds.For(experiment.World).Build();
        world.Reset(1, new float[world.Info.Observation.Size]);
        if (world.Info.Action.Size == 0)
            throw new InputException(world.Body.Body.Id, "has no actuators");
        more?.Invoke(world);
    }

    /// <summary>The result of a run, kept or made.</summary>
    /// <param name="empty">What is known of it before: its names, and the problem that keeps it from being made.</param>
    /// <param name="order">What to make.</param>
    /// <param name="told">Told how far a training is.</param>
    /// <param name="cancel">Ends it at the last checkpoint.</param>
    public T Result<T>(T empty, RunOrder order, IProgress<TrainingUpdate> told, CancellationToken cancel)
        where T : MeasuredRun
    {
        order = order with { Experiment = TrainingRun.Findable(order.Experiment) };
        var mark = Mark(order, resolve: empty.Problem is null);
        var file = Path.Combine(order.Folder, ResultName);
        if (MeasuredRun.Read<T>(file) is { } kept && kept.Mark == mark)
            return kept;
        var result = empty with { Mark = mark };
        if (result.Problem is null)
            result = Made(result, order, told, cancel);
        result.Write(file);
        return result;
    }

    /// <summary>A short text that differs when anything about the run does.</summary>
    private string Mark(RunOrder order, bool resolve)
    {
        var resolved = ExperimentWriter.Write(order.Experiment, resolve ? Worlds.Resolve(order.Experiment.World) : null);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{order.Episodes}\n{resolved}")))[..16];
    }

    private T Made<T>(T result, RunOrder order, IProgress<TrainingUpdate> told, CancellationToken cancel)
        where T : MeasuredRun
    {
        try
        {
            var (experiment, run) = (order.Experiment, Path.Combine(order.Folder, RunName));
            if (experiment.Trainer is not null)
                result = result with { TrainedSteps = Train(order, run, told, cancel).Steps };
            var measured = Measure(order, experiment.Trainer is null ? experiment.Controller!.Use.Value : run, cancel);
            return result with
            {
                Returns = measured.Returns,
                Successes = measured.Successes,
                MeanSteps = measured.MeanSteps,
                Measures = measured.Measures.ToDictionary(m => m.Name, m => m.Values, StringComparer.Ordinal),
            };
        }
        catch (EmbodiedException e) when (!cancel.IsCancellationRequested && (e is not InputException input || !IsOfTheDisk(input)))
        {
            // Such as a network that does not fit, or a training that broke: told in its place, the others go on.
            return result with { Problem = e.Message };
        }
    }

    private static bool IsOfTheDisk(InputException error) => error.InnerException is { } inner && AtomicFile.IsOfTheDisk(inner);

    private TrainingResult Train(RunOrder order, string run, IProgress<TrainingUpdate> told, CancellationToken cancel)
    {
        // Of another plan: what it learnt is not what is asked for.
        if (Directory.Exists(run) && !Holds(order.Experiment, run))
            Directory.Delete(run, recursive: true);
        var job = new TrainingJob { Experiment = order.Experiment, Folder = run, Resume = ControllerOpener.IsRun(run), Threads = order.Threads, Command = command, Making = Making };
        var result = new TrainingRun(catalog, controllers).Train(job, told, new Progress<WorkProgress>(), cancel);
        return result.Completed ? result : throw new OperationCanceledException(cancel);
    }

    private bool Holds(Experiment experiment, string run)
    {
        var file = Path.Combine(run, TrainingRun.ExperimentName);
        return File.Exists(file) && File.ReadAllText(file) == ExperimentWriter.Write(experiment, Worlds.Resolve(experiment.World));
    }

    private AssayConditionResult Measure(RunOrder order, string reference, CancellationToken cancel)
    {
        var (experiment, world) = (order.Experiment, order.Experiment.World);
        var settings = experiment.Trainer is null ? experiment.Controller!.Settings : Sdk.Settings.PlacedSettings.None;
        var seed = Apart * experiment.Seed;
        var job = new AssayJob
        {
            Assay = WorldAssay.Condition,
            ControllerName = order.Name,
            Controller = controllers.Open(reference, settings),
            Body = world.Body,
            BodyOptions = world.BodyOptions,
            Seed = seed,
            Threads = order.Threads,
            Episodes = new WorldAssay(world, order.Episodes, seed),
        };
        return new AssayRunner(catalog).Run(job, null, cancel).Conditions[0];
    }
}

/// <summary>A run that is wanted.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Experiment">What is trained, or what acts where it names no trainer.</param>
/// <param name="Folder">Where it is kept.</param>
/// <param name="Episodes">Episodes it is measured on.</param>
/// <param name="Threads">Threads; 0 for one per core.</param>
internal sealed record RunOrder(string Name, Experiment Experiment, string Folder, int Episodes, int Threads);
