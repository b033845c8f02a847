using Embodied.Mujoco;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Parts;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Acting;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Tests.Support;

/// <summary>Worlds of a table on four legs, from recipes, with the host's own parts.</summary>
internal static class TableWorld
{
    /// <summary>The table, the tasks of the host, and all parts of the host.</summary>
    public static Catalog Catalog { get; } = Make();

    /// <summary>The tasks of the host that are pages of terms.</summary>
    public static string[] Pages => ["core/stand", "core/forward", "core/uneven", "core/gaps", "core/turn", "core/reach", "core/swim", "core/recover"];

    /// <summary>Makes parts.</summary>
    public static CatalogParts Parts => new() { Catalog = Catalog };

    public static WorldRecipe Recipe(params (string Key, string Value)[] settings) => new()
    {
        Task = "stand",
        Body = "test/table",
        Settings = settings.ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal),
    };

    public static PhysicsEnvironment Build(params (string Key, string Value)[] settings) => new WorldBuilder(Catalog).For(Recipe(settings)).Build();

    /// <summary>Something to put into a catalog.</summary>
    public static Contribution Offer<T>(string id, Func<object> make) => new(ContributionKind.All.Single(k => k.Contract == typeof(T)), id, "core", make);

    /// <summary>The catalog, with more in it.</summary>
    public static Catalog Make(params Contribution[] more)
    {
        var parts = new CatalogParts().Catalog;
        var kinds = ContributionKind.All.Where(k => k.Contract.IsGenericType).SelectMany(k => parts.List(k).Select(e => new Contribution(k, e.Id, "core", () => Get(parts, k, e.Id))));
        return new(
            [
                .. kinds,
                Offer<IBodyFactory>("test/table", () => new Tables()),
                Offer<IBackend>(MujocoBackend.BackendId, () => new MujocoBackend()),
                Offer<PartFactory<IActuation>>(Hierarchies.DecoderShelf.ActuationId, () => Hierarchies.DecoderShelf.Part(Parts)),
                .. Pages.Select(id => Offer<ITaskFactory>(id, () => Runtime.Tasks.TermTaskFactory.OfHost(id))),
                .. more,
            ],
            []);
    }

    private static object Get(Catalog parts, ContributionKind kind, string id) =>
        typeof(Catalog).GetMethod(nameof(Catalogs.Catalog.Get))!.MakeGenericMethod(kind.Contract).Invoke(parts, [id, null])!;

    private sealed class Tables : IBodyFactory
    {
        public BodyChoices Choices { get; } = new() { Summary = "A table" };

        public IBody Create(BodyOptions options) => FigureBody.Table();
    }
}
