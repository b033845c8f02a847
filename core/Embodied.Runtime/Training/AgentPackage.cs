using Embodied.Learning.Checkpoints;

namespace Embodied.Runtime.Training;

/// <summary>
/// An agent as plugins bring it along: a folder with the agent, without what only training needs, and beside it the experiment, the command and the curve of the run that
/// made it.
/// </summary>
public static class AgentPackage
{
    /// <summary>Writes the files into a folder; the agent is called as the package is.</summary>
    /// <param name="agent">An agent file; what is beside it in a run comes along.</param>
    /// <param name="name">Name of the package.</param>
    /// <param name="folder">Where the files go.</param>
    /// <returns>The agent that was written.</returns>
    /// <exception cref="Sdk.Errors.EmbodiedException">The agent cannot be read, or a file cannot be written.</exception>
    public static string Write(string agent, string name, string folder)
    {
        var checkpoint = Checkpoint.Read(agent);
        var target = Path.Combine(folder, name + SavedAgent.Extension);
        new Checkpoint { Facts = checkpoint.Facts, Parameters = checkpoint.Parameters, Observations = checkpoint.Observations }.Write(target);
        if (checkpoint.Facts.Experiment.Length > 0)
            File.WriteAllText(Path.Combine(folder, TrainingRun.ExperimentName), checkpoint.Facts.Experiment);
        if (Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(agent))) is { } run)
        {
            foreach (var file in new[] { RunStatus.FileName, TrainingRun.CurveName }.Where(f => File.Exists(Path.Combine(run, f))))
                File.Copy(Path.Combine(run, file), Path.Combine(folder, file));
            foreach (var stage in Stages(run).Where(s => File.Exists(Path.Combine(s, TrainingRun.CurveName))))
                File.Copy(Path.Combine(stage, TrainingRun.CurveName), Path.Combine(folder, $"{Path.GetFileName(stage)}-{TrainingRun.CurveName}"));
        }

        return target;
    }

    // A sequence of trainings has a curve for each.
    private static string[] Stages(string run) =>
        Directory.Exists(Path.Combine(run, SequenceTrainer.StagesFolder)) ? Directory.GetDirectories(Path.Combine(run, SequenceTrainer.StagesFolder)) : [];
}
