using Embodied.Sdk.Errors;

namespace Embodied.Learning.Training;

/// <summary>A stage of a curriculum: settings of the task and of the trainer that hold while it lasts.</summary>
/// <param name="Name">Its key under <c>stages:</c>.</param>
/// <param name="Task">Task settings that replace those of the experiment.</param>
/// <param name="Trainer">The trainer's settings.</param>
/// <param name="Validation">Task settings of validation that replace those of the stage.</param>
internal sealed record TrainingStage(string Name, IReadOnlyDictionary<string, string> Task, PpoSettings Trainer, IReadOnlyDictionary<string, string> Validation)
{
    private const string Prefix = "stages.";
    private const string TaskPrefix = "task.";
    private const string ValidationPrefix = "validation.task.";

    /// <summary>Reads <c>stages.NAME.key</c> over the common settings; one nameless stage when there are none.</summary>
    public static IReadOnlyList<TrainingStage> Read(string place, IReadOnlyDictionary<string, string> settings)
    {
        var common = settings.Where(s => !s.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        var own = settings.Where(s => s.Key.StartsWith(Prefix, StringComparison.Ordinal)).Select(s => (Path: s.Key[Prefix.Length..].Split('.', 2), s.Value)).ToList();
        if (own.FirstOrDefault(s => s.Path.Length < 2) is { Path: { } lone })
            throw new InputException(place, $"stages.{lone[0]} holds no settings", "Give each stage a map, e.g. first: {steps: 1e6}.");
        if (own.Count == 0)
            return [Stage("training", place, common, [])];
        return [.. own.GroupBy(s => s.Path[0], StringComparer.Ordinal).Select(g => Stage(g.Key, $"{place}: stage {g.Key}", common, g.Select(s => (s.Path[1], s.Value))))];
    }

    private static TrainingStage Stage(string name, string place, Dictionary<string, string> common, IEnumerable<(string Key, string Value)> own)
    {
        var task = new Dictionary<string, string>(StringComparer.Ordinal);
        var trainer = new Dictionary<string, string>(common, StringComparer.Ordinal);
        foreach (var (key, value) in own)
        {
            if (key.StartsWith(TaskPrefix, StringComparison.Ordinal))
                task[key[TaskPrefix.Length..]] = value;
            else
                trainer[key] = value;
        }

        var validation = new Dictionary<string, string>(task, StringComparer.Ordinal);
        foreach (var key in trainer.Keys.Where(k => k.StartsWith(ValidationPrefix, StringComparison.Ordinal)).ToList())
        {
            validation[key[ValidationPrefix.Length..]] = trainer[key];
            trainer.Remove(key);
        }

        return new(name, task, new PpoSettings().With(place, trainer), validation);
    }
}
