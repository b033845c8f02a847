using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Training;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Progress;

namespace Embodied.Cli.Commands;

/// <summary><c>train EXPERIMENT</c>: trains a controller into a run folder.</summary>
internal static class TrainCommand
{
    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("experiment") { Description = "The experiment: a YAML file, or the name of one that comes with a plugin (embodied list experiments). With --resume also the folder of a run." };
        var output = new Option<DirectoryInfo?>("--out") { Description = "Folder of the run; runs/NAME/sSEED when left out.", HelpName = "DIR" };
        var seed = new Option<ulong?>("--seed") { Description = "Seed of everything random; the experiment's own when left out." };
        var sets = new Option<string[]>("--set") { Description = "Changes a value of the experiment, e.g. controller.use=gru. May be given several times.", HelpName = "KEY=VALUE" };
        var resume = new Option<bool>("--resume") { Description = "Go on from the last checkpoint of the run." };
        var from = new Option<string?>("--from") { Description = "Begin with what an agent has learnt: an agent file, the folder of a run, or the name of an agent.", HelpName = "AGENT" };
        var force = new Option<bool>("--force") { Description = "Throw away a run that the folder holds already." };
        var threads = new Option<int>("--threads") { Description = "Threads; 0 uses all cores. Results do not depend on it." };
        var command = new Command("train", "Train the controller of an experiment; checkpoints, curves and the resolved experiment go into a run folder")
            { file, output, seed, sets, resume, from, force, threads };
        context.Handle(command, call =>
        {
            var overrides = (call.Get(sets) ?? []).ToList();
            if (call.Get(seed) is { } chosen)
                overrides.Add($"seed={chosen}");
            if (call.Get(from) is { } agent)
                overrides.Add($"from={agent}");
            if (call.Get(resume) && call.Get(force))
                throw new InputException("--force", "throws a run away, and --resume goes on with it", "Give one of them.");
            var notes = new List<string>();
            var run = RunOf(call.Get(file)!, call.Get(resume));
            var experiment = ExperimentFile.Read(run is null ? new ExperimentShelf(call.Plugins.Plugins).Find(call.Get(file)!) : Path.Combine(run, TrainingRun.ExperimentName), overrides, call.Catalog, notes);
            notes.ForEach(Terminal.Note);
            var folder = call.Get(output)?.FullName ?? run ?? Path.GetFullPath(Path.Combine("runs", experiment.Name.Value, $"s{experiment.Seed}"));
            OutputPlace.RequireFolder("--out", folder);
            var job = new TrainingJob
            {
                Experiment = experiment,
                Folder = folder,
                Command = "embodied " + string.Join(' ', Environment.GetCommandLineArgs().Skip(1)),
                Resume = call.Get(resume),
                Replace = call.Get(force),
                Note = Terminal.Note,
                Making = call.Progress,
                Threads = call.Get(threads),
            };
            if (job.Resume && RunStatus.Read(folder)?.Remark() is { } remark)
                Terminal.Note($"note: {folder} {remark}");
            Terminal.Note($"training {experiment.Name.Value}, seed {experiment.Seed}, into {folder}");
            using var table = new TrainingTable();
            var result = new TrainingRun(call.Catalog, call.Controllers).Train(job, table, new Progress<WorkProgress>(), call.Cancel);
            call.Terminal.Result(
                new { Run = folder, result.Steps, result.Completed, result.Checkpoint },
                t =>
                {
                    t.Line($"{(result.Completed ? "trained for" : "stopped at")} {result.Steps} steps");
                    t.Line($"agent: {result.Checkpoint}");
                    if (!result.Completed)
                        t.Line("go on with the same command and --resume");
                });
            return result.Completed ? ExitCode.Ok : ExitCode.Interrupted;
        });
        return command;
    }

    /// <summary>The folder of a run to go on with; null where an experiment is named.</summary>
    private static string? RunOf(string named, bool resume)
    {
        if (!File.Exists(Path.Combine(named, TrainingRun.ExperimentName)))
            return null;
        return resume
            ? Path.GetFullPath(named)
            : throw new InputException(named, "is the folder of a run", $"Add --resume to go on with it, or give {Path.Combine(named, TrainingRun.ExperimentName)} to train the same again.");
    }
}
