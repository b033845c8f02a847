using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Parts;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Assays;

/// <summary>All measures of the catalog that a body allows, one of each in every world.</summary>
internal sealed class EpisodeMeasures
{
    private readonly List<(string Name, IMeasure[] OfWorlds)> _measures = [];

    /// <summary>Attaches them.</summary>
    public EpisodeMeasures(Catalog catalog, IReadOnlyList<PhysicsEnvironment> worlds)
    {
        var parts = new CatalogParts { Catalog = catalog };
        foreach (var id in catalog.Ids<PartFactory<IMeasure>>())
        {
            if (!Fits(parts.Make<IMeasure>(id), worlds[0]))
                continue;
            var measures = worlds.Select(_ => parts.Make<IMeasure>(id)).ToArray();
            for (var i = 0; i < measures.Length; i++)
                worlds[i].Attach(measures[i]);
            _measures.Add((NameOf(id), measures));
        }
    }

    /// <summary>What they found.</summary>
    public IReadOnlyList<MeasureResult> Results() => [.. _measures.Select(m => new MeasureResult(m.Name, [.. m.OfWorlds.Select(w => w.Value)]))];

    /// <summary>Names of all measures there are.</summary>
    public static IEnumerable<string> Names(Catalog catalog) => catalog.Ids<PartFactory<IMeasure>>().Select(NameOf);

    private static string NameOf(string id) => ContributionIds.PluginOf(id) == PluginManifest.CoreId ? id.Split('/')[1] : id;

    private static bool Fits(IMeasure measure, PhysicsEnvironment world)
    {
        try
        {
            measure.Bind(world.Body);
            return true;
        }
        catch (InputException)
        {
            // A fixed root does not travel, a swimmer has no weight: such a body has no such number.
            return false;
        }
    }
}
