using Embodied.OdorPlume.Bodies;
using Embodied.OdorPlume.Plumes;
using Embodied.Sdk.Plugins;

namespace Embodied.OdorPlume.Tracking;

/// <summary>Offers <see cref="TrackTask"/>; worlds with the same plume share it.</summary>
internal sealed class TrackTaskFactory(IParts parts, PlumeLibrary library) : ITaskFactory
{
    /// <summary>Catalog id of the backend that moves points in the plane.</summary>
    public const string Backend = "core/planar";

    /// <inheritdoc/>
    public TaskOffer Offer { get; } = new("Find the source of an odour plume in wind (Singh et al. 2023).", FlyerFactory.Id, Backend);

    /// <inheritdoc/>
    public TaskSetup Create(TaskSettings settings)
    {
        var read = TrackSettings.From(settings.Values);
        var episode = new PlumeEpisode(read, library.Get(read.Plume, read.Plumes));
        // Wind at its fastest from the front of an insect at its fastest.
        var fastest = (1 + read.ObservationNoise) * ((read.Flight.MoveCapacity * (1 + read.ActionNoise)) + 5);
        return new()
        {
            Task = new TrackTask(read, episode),
            Arena = parts.Arena("empty"),
            Sensors = [new WindSense(episode, fastest), new OdourSense(episode), .. read.ActionFeedback ? [new LastActionSense(episode)] : Array.Empty<LastActionSense>()],
            Actuation = new FlightActuation(episode, read),
            Physics = new() { Timestep = 1.0 / PlumeMovie.Rate },
        };
    }
}
