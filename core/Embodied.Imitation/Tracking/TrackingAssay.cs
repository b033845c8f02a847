using Embodied.Imitation.References;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;

namespace Embodied.Imitation.Tracking;

/// <summary>
/// Every clip of a library once, from its first frame: how far a controller follows, and with <c>--record</c> what it did and computed meanwhile. The library
/// is that of the agent's training unless the settings name another.
/// </summary>
/// <param name="maker">Makes libraries that agents describe instead of naming files.</param>
public sealed class TrackingAssay(IReferenceMaker maker) : IAssay
{
    /// <summary>Catalog id.</summary>
    public const string AssayId = "core/tracking-clips";

    private static readonly string[] Names = ["test", "train", "all"];

    /// <inheritdoc/>
    public AssayInfo Info { get; } = new("Every clip of a library of motions, followed from its first frame", Names, ["test"])
    {
        AnimalSettings =
        [
            "reference", "teacher", "teacher.generations", "teacher.seed", "actions", "action_scales", "look_ahead", "segments", "control_timestep", "timestep", .. LibraryRecipe.Names,
        ],
    };

    /// <inheritdoc/>
    public IReadOnlyList<AssayCondition> Conditions(IReadOnlyList<string> names, IReadOnlyDictionary<string, string> settings)
    {
        var own = TrackingSettings.From(new TaskSettings { Values = settings });
        var library = ReferenceLibraryFile.Read(own.Library is { } recipe ? maker.Library(recipe, null, default) : own.Reference);
        return [.. (names.Count > 0 ? names : Info.DefaultConditions).Select(name => Condition(name, library, settings, own))];
    }

    private static AssayCondition Condition(string name, ReferenceLibrary library, IReadOnlyDictionary<string, string> settings, TrackingSettings own)
    {
        if (!Names.Contains(name))
            throw new InputException("--conditions", $"'{name}' is no condition of {AssayId}", string.Join(", ", Names));
        var motions = library.Motions(Enum.Parse<ClipSplit>(name, ignoreCase: true)).Where(m => TrackingShelf.Starts(m, own) > 0).ToArray();
        if (motions.Length == 0)
            throw new InputException(AssayId, $"the library holds no clip of the split '{name}' that is long enough", "embodied clip --test-share says how many are held back.");
        return new()
        {
            Name = name,
            Task = TrackingTask.TaskId,
            Episodes =
            [
                .. motions.Select((m, i) => new AssayEpisode(new Dictionary<string, string>(settings, StringComparer.Ordinal) { ["split"] = "all", ["clip"] = m.Name, ["frame"] = "0" }, (ulong)i)
                {
                    Behaviour = m.Behaviour.Length > 0 ? m.Behaviour : null,
                }),
            ],
        };
    }
}
