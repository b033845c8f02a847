using Embodied.Learning.Checkpoints;
using Embodied.Runtime.Experiments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;

namespace Embodied.Runtime.Training;

/// <summary>The folder of a run: who may begin a run in it or go on with the one it holds.</summary>
internal static class RunFolder
{
    private const string Checkpoints = "checkpoints";
    private const string Events = "events.out.tfevents";

    private static readonly string[] Own =
        [RunLock.FileName, TrainingRun.ExperimentName, RunStatus.FileName, TrainingRun.CurveName, TrainingFailure.TraceName, Checkpoints, SequenceTrainer.StagesFolder];

    /// <summary>Takes the folder for this process and removes what a killed one left unfinished in it.</summary>
    /// <param name="folder">The folder, which need not be there.</param>
    /// <param name="resume">Whether to go on with the run in it.</param>
    /// <param name="replace">Whether to throw away a run that it holds.</param>
    /// <param name="experiment">The experiment, everything resolved.</param>
    /// <exception cref="InputException">It is in use, holds something else, or is not the run to go on with.</exception>
    public static RunLock Take(string folder, bool resume, bool replace, string experiment)
    {
        Check(folder, resume, replace, experiment);
        try
        {
            Directory.CreateDirectory(folder);
            var held = RunLock.Take(folder);
            if (replace)
                Clear(folder);
            Tidy(folder);
            AtomicFile.WriteText(Path.Combine(folder, TrainingRun.ExperimentName), experiment);
            return held;
        }
        catch (Exception e) when (AtomicFile.IsOfTheDisk(e))
        {
            throw AtomicFile.Unwritable(folder, e);
        }
    }

    private static void Check(string folder, bool resume, bool replace, string experiment)
    {
        if (RunStatus.Read(folder) is { } status && status.IsInUse())
            throw RunLock.InUse(folder);
        var empty = !Directory.Exists(folder) || IsEmpty(folder);
        if (replace && !empty && Directory.EnumerateFileSystemEntries(folder).FirstOrDefault(f => !IsOwn(f)) is { } other)
            throw new InputException(folder, $"holds '{Path.GetFileName(other)}', which is none of a run's files", "Move it away, or choose another --out: --force throws away runs and nothing else.");
        if (!resume && !replace && !empty)
            throw new InputException(folder, "holds files already", "Add --resume to go on with that run, --force to throw it away, or choose another --out.");
        if (!resume)
            return;
        var file = Path.Combine(folder, TrainingRun.ExperimentName);
        var begun = File.Exists(file);
        if (!begun && !(empty && Directory.Exists(folder)))
            throw new InputException(folder, "holds no run to go on with", "Leave out --resume to start one.");
        if (begun && File.ReadAllText(file) is var before && before != experiment && !ExperimentDifference.IsLongerTraining(before, experiment))
            throw new InputException(file, $"differs from the experiment that is to go on: {Differences(before, experiment)}", "Resume with the same file, --set and --seed, or start a new run with another --out.");
    }

    private static void Clear(string folder)
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(folder).Where(e => Path.GetFileName(e) != RunLock.FileName).ToList())
        {
            if (Directory.Exists(entry))
                Directory.Delete(entry, recursive: true);
            else
                File.Delete(entry);
        }
    }

    private static string Differences(string before, string after) =>
        ExperimentDifference.Between(before, after) is { Count: > 0 } found ? string.Join("; ", found) : "the order of its settings";

    // Nothing but what a run makes before its first checkpoint: whoever was killed there lost nothing and may begin again.
    private static bool IsEmpty(string folder)
    {
        var checkpoints = Path.Combine(folder, Checkpoints);
        string[] kept = [checkpoints, Path.Combine(folder, SequenceTrainer.StagesFolder)];
        return Directory.EnumerateFileSystemEntries(folder).All(IsOwn)
            && !kept.Where(Directory.Exists).SelectMany(k => Directory.EnumerateFiles(k, "*" + SavedAgent.Extension, SearchOption.AllDirectories)).Any(f => !Scratch.Is(f));
    }

    private static bool IsOwn(string path) =>
        Own.Contains(Path.GetFileName(path)) || Path.GetFileName(path).StartsWith(Events, StringComparison.Ordinal) || Scratch.Is(path);

    private static void Tidy(string folder)
    {
        Scratch.Sweep(folder);
        var checkpoints = Path.Combine(folder, Checkpoints);
        if (Directory.Exists(checkpoints))
            Scratch.Sweep(checkpoints);
        // Of a run that begins again, the curves of the former beginning would be drawn beside its own.
        if (IsEmpty(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, Events + "*").ToList())
                File.Delete(file);
        }
    }
}
