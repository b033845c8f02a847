using System.Collections.Concurrent;
using System.Globalization;
using Embodied.Sdk.Plugins;

namespace Embodied.Imitation.Tracking;

/// <summary>Offers <see cref="TrackingTask"/> on the flat floor for any free body on MuJoCo; the library of motions says how the body is wanted.</summary>
/// <param name="parts">Senses and world.</param>
/// <param name="maker">Makes libraries and teachers that experiments describe instead of naming files.</param>
public sealed class TrackingTaskFactory(IParts parts, IReferenceMaker maker) : ITaskFactory, IResolvesTask
{
    // Every world of an experiment asks for a task of its own; the motions are read once.
    private readonly ConcurrentDictionary<string, (DateTime Written, TrackingShelf Shelf)> _shelves = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public TaskOffer Offer { get; } = new("Follow a reference motion; for any free body on MuJoCo.", DefaultBody: "", Backend: "core/mujoco");

    /// <inheritdoc/>
    public TaskSetup Create(TaskSettings settings)
    {
        var own = TrackingSettings.From(settings);
        var shelf = ShelfOf(own, settings);
        var actuation = new ScaledActuation(Scales(own, shelf));
        var offsets = own.Offsets ? new OffsetActuation(actuation, body => shelf.BindTo(body).Taught) : null;
        return new()
        {
            Task = new TrackingTask(own, shelf, actuation, offsets, parts),
            Arena = parts.Arena("flat"),
            Sensors = [],
            Actuation = offsets is null ? actuation : offsets,
            Body = shelf.Library.Options,
            Physics = new() { Timestep = own.Timestep },
        };
    }

    /// <inheritdoc/>
    public void Check(TaskSettings settings) => _ = TrackingSettings.From(settings);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Resolve(TaskSettings settings)
    {
        var own = TrackingSettings.From(settings);
        if (Scales(own, ShelfOf(own, settings)) is not { } scales)
            return settings.Values;
        var text = string.Join(',', scales.Select(s => s.ToString("R", CultureInfo.InvariantCulture)));
        return new Dictionary<string, string>(settings.Values, StringComparer.Ordinal) { ["action_scales"] = text };
    }

    private static IReadOnlyList<double>? Scales(TrackingSettings own, TrackingShelf shelf) => own.ActionScales ?? (own.Taught ? shelf.Book?.ActionScales : null);

    private TrackingShelf ShelfOf(TrackingSettings own, TaskSettings settings)
    {
        var library = own.Library is { } recipe ? maker.Library(recipe, settings.Progress, settings.Cancel) : own.Reference;
        var key = string.Join('\n', library, own.Teacher, own.Teaching);
        var written = new[] { library, own.Teacher }.OfType<string>().Select(File.GetLastWriteTimeUtc).Max();
        TrackingShelf New() => new(library, () => own.Teaching is { } teaching ? maker.Teachers(library, teaching, settings.Progress, settings.Cancel) : own.Teacher);
        return _shelves.AddOrUpdate(key, _ => (written, New()), (_, former) => former.Written == written ? former : (written, New())).Shelf;
    }
}
