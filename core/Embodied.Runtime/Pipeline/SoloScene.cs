using Embodied.Runtime.Catalogs;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Pipeline;

/// <summary>Scenes with one body, the way most of the pipeline needs them.</summary>
public static class SoloScene
{
    /// <summary>Catalog id of the backend the pipeline poses and simulates bodies with.</summary>
    public const string BackendId = "core/mujoco";

    /// <summary>Catalog id of the ground bodies stand on.</summary>
    public const string GroundId = "core/flat";

    /// <summary>The body alone in empty space.</summary>
    public static IModel Alone(Catalog catalog, IBody body) => catalog.Get<IBackend>(BackendId).Compile(Of(body, null));

    /// <summary>The body on flat ground.</summary>
    public static IModel OnGround(Catalog catalog, IBody body) => catalog.Get<IBackend>(BackendId).Compile(OnGroundScene(catalog, body));

    /// <summary>The body on flat ground with physics of its own.</summary>
    public static IModel OnGround(Catalog catalog, IBody body, PhysicsSettings physics) => catalog.Get<IBackend>(BackendId).Compile(OnGroundScene(catalog, body) with { Physics = physics });

    /// <summary>The body on flat ground, not yet compiled.</summary>
    public static Scene OnGroundScene(Catalog catalog, IBody body) => Of(body, new Arenas.FlatArena());

    /// <summary>Metres in the body's unit of length.</summary>
    public static double MetresPerLength(IBody body) => body.Source is FigureSource figures ? figures.Figures.Units.MetresPerLength : 1;

    private static Scene Of(IBody body, IArena? arena) => new() { Arena = arena, Bodies = [new PlacedBody(body)] };
}
