using Autofac;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Plugins;
using Embodied.Runtime.Tasks;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Parts;

/// <summary>The parts of a catalog, made on request.</summary>
public sealed class CatalogParts : IParts
{
    private static readonly Lazy<Catalog> Alone = new(HostOnly);
    private Catalog? _catalog;

    /// <summary>Where parts are found; the host's own alone until plugins have been loaded.</summary>
    public Catalog Catalog
    {
        get => _catalog ?? Alone.Value;
        set => _catalog = value;
    }

    /// <inheritdoc/>
    public T Make<T>(string id, IReadOnlyDictionary<string, string>? settings = null)
        where T : class => Make<T>(id, settings, KindOf<T>().Singular);

    /// <summary>A fresh part.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="settings">Its settings; null for none.</param>
    /// <param name="place">Where the id was written.</param>
    /// <exception cref="Sdk.Errors.InputException">No such part, or a setting is unknown or out of range.</exception>
    internal T Make<T>(string id, IReadOnlyDictionary<string, string>? settings, string place)
        where T : class
    {
        var full = ContributionIds.Full(id);
        var factory = Catalog.Get<PartFactory<T>>(full, place);
        var senses = typeof(T) == typeof(ISensor);
        var read = PartSettings.Of($"{KindOf<T>().Singular} '{full}'", settings, [.. factory.Settings, .. senses ? SensorParts.Common : []]);
        var part = factory.Make(read);
        return senses ? (T)SensorParts.Wrap((ISensor)part, read) : part;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ISensor> Proprioception(IBody body) => Parts.Proprioception.Of(body);

    /// <inheritdoc/>
    public ITaskFactory Task(string id, string path) => TermTaskFactory.Read(id, path);

    private static ContributionKind KindOf<T>()
        where T : class => ContributionKind.All.First(k => k.Contract == typeof(PartFactory<T>));

    private static Catalog HostOnly()
    {
        var registry = new PluginRegistry(new PluginContext(PluginManifest.CoreId, AppContext.BaseDirectory, SdkCheck.HostVersion));
        CoreParts.Register(registry);
        var builder = new ContainerBuilder();
        registry.Apply(builder);
        return new(PluginLoading.Contributions(registry, builder.Build()), []);
    }
}
