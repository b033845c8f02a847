using Embodied.Sdk.Errors;
using Embodied.Sdk.Settings;

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
        var common = settings.Only(k => !k.StartsWith(Prefix, StringComparison.Ordinal));
        var own = settings.Below(Prefix);
        if (own.Keys.FirstOrDefault(k => !k.Contains('.', StringComparison.Ordinal)) is { } lone)
            throw new InputException(own.PlaceOf(lone, place), $"stages.{lone} holds no settings", "Give each stage a map, e.g. first: {steps: 1e6}.");
        if (own.Count == 0)
            return [Stage("training", place, common, own)];
        return [.. own.Keys.Select(k => k.Split('.', 2)[0]).Distinct(StringComparer.Ordinal).Select(name => Stage(name, $"{place}: stage {name}", common, own.Below(name + ".")))];
    }

    private static TrainingStage Stage(string name, string place, PlacedSettings common, PlacedSettings own)
    {
        var task = own.Below(TaskPrefix);
        var all = common.With(own.Only(k => !k.StartsWith(TaskPrefix, StringComparison.Ordinal)));
        var trainer = all.Only(k => !k.StartsWith(ValidationPrefix, StringComparison.Ordinal));
        return new(name, task, new PpoSettings().With(place, trainer), task.With(all.Below(ValidationPrefix)));
    }
}
