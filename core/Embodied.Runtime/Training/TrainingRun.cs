using System.Text.Json;
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

    /// <summary>Status, seed, versions and the command.</summary>
    public const string StatusName = "run.json";

    /// <summary>One line of figures per update.</summary>
    public const string CurveName = "metrics.csv";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Trains.</summary>
    /// <param name="job">What and where.</param>
    /// <param name="updates">Told after every update.</param>
    /// <param name="progress">Told how far the training is.</param>
    /// <param name="cancel">Ends it at the last checkpoint.</param>
    /// <exception cref="InputException">The experiment does not hold together, or the folder holds another run.</exception>
    public TrainingResult Train(TrainingJob job, IProgress<TrainingUpdate> updates, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var experiment = job.Experiment;
        var (controller, trainer) = (Required(experiment.Controller, "controller"), Required(experiment.Trainer, "trainer"));
        var network = catalog.Get<IArchitecture>(ContributionIds.Full(controller.Use.Value), "controller").Describe(controller.Settings);
        var improver = catalog.Get<ITrainer>(ContributionIds.Full(trainer.Use.Value), "trainer");
        var (worlds, world) = (new WorldBuilder(catalog), experiment.World);
        var resolved = ExperimentWriter.Write(experiment, worlds.Resolve(world));
        var teacher = Teacher(trainer.Settings);
        Check(worlds, world, network, improver.Check(trainer.Settings));
        using var held = Prepare(job, resolved);
        var request = new TrainingRequest
        {
            Environments = worlds,
            World = world,
            Network = network,
            RunFolder = job.Folder,
            Experiment = resolved,
            Settings = trainer.Settings,
            Teacher = teacher,
            Seed = experiment.Seed,
            Threads = job.Threads,
            Resume = job.Resume,
            Updates = updates,
        };
        try
        {
            var result = improver.Train(request, progress, cancel);
            WriteStatus(job, result.Completed ? "completed" : "stopped", result.Steps);
            return result;
        }
        catch (OperationCanceledException)
        {
            WriteStatus(job, "stopped", null);
            throw;
        }
        catch (Exception e) when (e is not InputException)
        {
            var failure = TrainingFailure.Of(e, job.Folder);
            WriteStatus(job, "failed", null, failure.Message);
            throw failure;
        }
        catch (InputException e)
        {
            WriteStatus(job, "failed", null, e.Message);
            throw;
        }
    }

    /// <summary>Whatever is wrong with a world, or with a network in it, is said before there is a folder.</summary>
    private static void Check(WorldBuilder worlds, WorldRecipe world, NetworkSpec network, IReadOnlyList<IReadOnlyDictionary<string, string>> stages)
    {
        using (var first = worlds.For(stages.Count > 0 ? world.With(stages[0]) : world).Build())
            _ = new NetworkShape(network, first.Info.Observation, first.Info.Action.Size);
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

    private static RunLock Prepare(TrainingJob job, string resolved)
    {
        var file = Path.Combine(job.Folder, ExperimentName);
        if (!job.Resume && Directory.Exists(job.Folder) && Directory.EnumerateFileSystemEntries(job.Folder).Any(e => Path.GetFileName(e) != RunLock.FileName))
            throw new InputException(job.Folder, "holds files already", "Add --resume to go on with that run, or choose another --out.");
        if (job.Resume && !File.Exists(file))
            throw new InputException(job.Folder, "holds no run to go on with", "Leave out --resume to start one.");
        if (job.Resume && File.ReadAllText(file) is var before && before != resolved)
            throw new InputException(file, $"differs from the experiment that is to go on: {Differences(before, resolved)}", "Resume with the same file, --set and --seed, or start a new run with another --out.");
        Directory.CreateDirectory(job.Folder);
        var held = RunLock.Take(job.Folder);
        File.WriteAllText(file + ".new", resolved);
        File.Move(file + ".new", file, overwrite: true);
        WriteStatus(job, "running", null);
        return held;
    }

    private static string Differences(string before, string after) =>
        ExperimentDifference.Between(before, after) is { Count: > 0 } found ? string.Join("; ", found) : "the order of its settings";

    private static void WriteStatus(TrainingJob job, string status, long? steps, string? problem = null)
    {
        var path = Path.Combine(job.Folder, StatusName);
        var facts = new
        {
            Status = status,
            Steps = steps,
            Problem = problem,
            Seed = job.Experiment.Seed,
            Command = (job.Resume ? FormerCommand(path) : null) ?? job.Command,
            Sdk = typeof(TrainingRequest).Assembly.GetName().Version?.ToString(3),
            Runtime = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
        };
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(facts, Json) + "\n");
        File.Move(path + ".new", path, overwrite: true);
    }

    // A run that was gone on with has the same bits as one never stopped: the command that began it makes it again.
    private static string? FormerCommand(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var status = JsonDocument.Parse(File.ReadAllText(path));
            return status.RootElement.TryGetProperty("command", out var command) ? command.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
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

    /// <summary>Threads; 0 for one per core.</summary>
    public int Threads { get; init; }
}
