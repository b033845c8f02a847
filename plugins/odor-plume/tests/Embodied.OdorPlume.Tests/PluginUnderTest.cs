using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Hosting;
using Embodied.Tests;

namespace Embodied.OdorPlume.Tests;

/// <summary>The plugin as the host loads it from its built folder.</summary>
internal static class PluginUnderTest
{
    private static readonly Lazy<LoadedPlugins> Loaded = new(() => PluginHost.Load(new()
    {
        Folders = [Path.Combine(SharedData.RepositoryRoot, "artifacts", "plugins", SharedData.Configuration, "odor-plume")],
    }));

    public static Catalog Catalog => Loaded.Value.Catalog;
}
