using Embodied.Sdk.Control;

namespace Embodied.OdorPlume.Controllers;

/// <summary>Makes one kind of hand-written controller.</summary>
internal sealed class ClassicalFactory(string id, Func<string, ControllerRequest, IController> create) : IControllerFactory
{
    /// <summary>Cast and surge on the wind the insect feels.</summary>
    public static ClassicalFactory CastAndSurge { get; } = new("odor-plume/cast-and-surge", (id, request) => new CastAndSurge(id, request, ground: false));

    /// <summary>Cast and surge on the ground wind.</summary>
    public static ClassicalFactory GroundCastAndSurge { get; } =
        new("odor-plume/ground-cast-and-surge", (id, request) => new CastAndSurge(id, request, ground: true));

    /// <summary>The published code's surge-random agent.</summary>
    public static ClassicalFactory SurgeRandom { get; } = new("odor-plume/surge-random", (id, request) => new SurgeRandom(id, request));

    /// <summary>The published code's surge-cast agent.</summary>
    public static ClassicalFactory SurgeCast { get; } = new("odor-plume/surge-cast", (id, request) => new SurgeCast(id, request));

    /// <summary>Infotaxis.</summary>
    public static ClassicalFactory Infotaxis { get; } = new("odor-plume/infotaxis", (id, request) => new Infotaxis(id, request));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ClassicalFactory> All { get; } = [CastAndSurge, GroundCastAndSurge, SurgeRandom, SurgeCast, Infotaxis];

    /// <summary>Catalog id.</summary>
    public string Id { get; } = id;

    /// <inheritdoc/>
    public IController Create(ControllerRequest request) => create(Id, request);
}
