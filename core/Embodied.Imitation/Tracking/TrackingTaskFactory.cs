using System.Collections.Concurrent;
using Embodied.Sdk.Plugins;

namespace Embodied.Imitation.Tracking;

/// <summary>Offers <see cref="TrackingTask"/> on the flat floor for any free body on MuJoCo; the library of motions says how the body is wanted.</summary>
/// <param name="parts">Senses and world.</param>
public sealed class TrackingTaskFactory(IParts parts) : ITaskFactory
{
    // Every world of an experiment asks for a task of its own; the motions are read once.
    private readonly ConcurrentDictionary<string, (DateTime Written, TrackingShelf Shelf)> _shelves = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public TaskOffer Offer { get; } = new("Follow a reference motion; for any free body on MuJoCo.", DefaultBody: "", Backend: "core/mujoco");

    /// <inheritdoc/>
    public TaskSetup Create(TaskSettings settings)
    {
        var own = TrackingSettings.From(settings);
        var shelf = ShelfOf(own);
        var actuation = new ScaledActuation(shelf.Book?.ActionScales);
        return new()
        {
            Task = new TrackingTask(own, shelf, actuation, parts),
            Arena = parts.Arena("flat"),
            Sensors = [],
            Actuation = actuation,
            Body = shelf.Library.Options,
            Physics = new() { Timestep = own.Timestep },
        };
    }

    private TrackingShelf ShelfOf(TrackingSettings settings)
    {
        var key = string.Join('\n', settings.Reference, settings.Teacher, settings.Split, settings.Clip, settings.LookAhead, settings.MinimumSteps, settings.ControlTimestep);
        var written = new[] { settings.Reference, settings.Teacher }.OfType<string>().Select(File.GetLastWriteTimeUtc).Max();
        return _shelves.AddOrUpdate(key, _ => (written, new(settings)), (_, former) => former.Written == written ? former : (written, new(settings))).Shelf;
    }
}
