using Embodied.Learning.Checkpoints;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Parts;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;
using Embodied.Sdk.Progress;
using Embodied.Sdk.Settings;
using Embodied.Sdk.Training;

namespace Embodied.Runtime.Training;

/// <summary>
/// Trainers one after the other, each beginning with what the one before has learnt: first taught by a demonstration, say, then by reward. Every stage has a folder of its own
/// in the run, <c>stages/NAME</c>; the run's checkpoints are those of the last stage that has ended.
/// </summary>
/// <param name="parts">Holds the catalog the trainers are found in, once all plugins are loaded.</param>
internal sealed class SequenceTrainer(CatalogParts parts) : ITrainer
{
    /// <summary>Catalog id.</summary>
    public const string TrainerId = "core/sequence";

    /// <summary>Folder in the run that holds those of its stages.</summary>
    public const string StagesFolder = "stages";

    private const string Prefix = "stages.";
    private const string TaskPrefix = "task.";
    private const string Use = "use";

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Check(IReadOnlyDictionary<string, string> settings) =>
        [.. Stages(settings).SelectMany(s => s.Trainer.Check(s.Settings).DefaultIfEmpty(new Dictionary<string, string>()).Select(t => s.Task.With(t)))];

    /// <inheritdoc/>
    public TrainingResult Train(TrainingRequest request, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var (from, steps) = (request.From, 0L);
        foreach (var stage in Stages(request.Settings))
        {
            var folder = Path.Combine(request.RunFolder, StagesFolder, stage.Name);
            Directory.CreateDirectory(folder);
            var before = steps;
            var result = stage.Trainer.Train(
                request with
                {
                    RunFolder = folder,
                    World = request.World.With(stage.Task),
                    Settings = stage.Settings,
                    From = from,
                    Resume = File.Exists(AgentOf(folder, SavedAgent.Last)),
                    Updates = request.Updates is { } updates ? new Renamed(updates, stage.Name) : null,
                },
                progress,
                cancel);
            steps = before + result.Steps;
            if (!result.Completed)
                return result with { Steps = steps };
            from = AgentOf(folder, SavedAgent.Last);
            Publish(folder, request.RunFolder);
        }

        return new(steps, true, AgentOf(request.RunFolder, SavedAgent.Last));
    }

    private static string AgentOf(string folder, string name) => Path.Combine(folder, "checkpoints", name);

    private static void Publish(string stage, string run)
    {
        foreach (var name in (string[])[SavedAgent.Best, SavedAgent.Last])
        {
            if (File.Exists(AgentOf(stage, name)))
                AtomicFile.Write(AgentOf(run, name), file => file.Write(File.ReadAllBytes(AgentOf(stage, name))));
        }
    }

    private List<Stage> Stages(IReadOnlyDictionary<string, string> settings)
    {
        if (settings.Keys.FirstOrDefault(k => !k.StartsWith(Prefix, StringComparison.Ordinal)) is { } odd)
            throw new InputException(settings.PlaceOf(odd, TrainerId), $"{TrainerId} has no setting '{odd}'", "It has stages: { NAME: { use: TRAINER, … } }.");
        var own = settings.Below(Prefix);
        var stages = own.Keys.Select(k => k.Split('.', 2)[0]).Distinct(StringComparer.Ordinal).Select(name => Read(name, own.Below(name + "."))).ToList();
        return stages.Count > 0 ? stages : throw new InputException(TrainerId, "has no stages", "Add stages: { NAME: { use: TRAINER, … } }.");
    }

    private Stage Read(string name, PlacedSettings own)
    {
        if (!own.TryGetValue(Use, out var id))
            throw new InputException(TrainerId, $"stage '{name}' names no trainer", "Add use: ppo, or another (embodied list trainers).");
        var trainer = parts.Catalog.Get<ITrainer>(ContributionIds.Full(id), own.PlaceOf(Use, $"{TrainerId}: stage {name}"));
        return new(name, trainer, own.Below(TaskPrefix), own.Only(k => k != Use && !k.StartsWith(TaskPrefix, StringComparison.Ordinal)));
    }

    /// <summary>One of the trainers.</summary>
    private sealed record Stage(string Name, ITrainer Trainer, IReadOnlyDictionary<string, string> Task, IReadOnlyDictionary<string, string> Settings);

    private sealed class Renamed(IProgress<TrainingUpdate> inner, string stage) : IProgress<TrainingUpdate>
    {
        public void Report(TrainingUpdate value) => inner.Report(value with { Stage = stage });
    }
}
