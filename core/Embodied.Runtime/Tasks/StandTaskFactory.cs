using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Tasks;

/// <summary>Offers <see cref="StandTask"/> on the flat floor for any free body; the experiment names the body.</summary>
/// <param name="parts">Senses, actuation and world.</param>
public sealed class StandTaskFactory(IParts parts) : ITaskFactory
{
    /// <inheritdoc/>
    public TaskOffer Offer { get; } = new("Hold the initial pose on the floor; for any body.", DefaultBody: "", Backend: "core/mujoco");

    /// <inheritdoc/>
    public TaskSetup Create(TaskSettings settings) => new()
    {
        Task = new StandTask(StandSettings.From(settings), parts),
        Arena = parts.Arena("flat"),
        Sensors = [],
        Actuation = parts.Actuation("direct"),
    };
}
