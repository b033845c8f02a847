using Embodied.Runtime.Hosting;
using Embodied.Runtime.Parts;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Recordings;

namespace Embodied.Host.Specs;

/// <summary>The host's own contributions stand in the same catalog as everyone's.</summary>
public sealed class CoreContributionSpecs : IDisposable
{
    private readonly LoadedPlugins _loaded = PluginHost.Load(new PluginHostOptions { Folders = [] });

    public void Dispose() => _loaded.Dispose();

    [Fact]
    public void ThereIsAWorldAndSomethingThatStepsIt()
    {
        Assert.Equal("core/flat", new CatalogParts { Catalog = _loaded.Catalog }.Arena("flat").Id);
        Assert.Equal("core/planar", _loaded.Catalog.Get<IBackend>("core/planar").Id);
    }

    [Fact]
    public void ImportersAreNamedAfterTheirFormats() => Assert.Contains("core/csv", _loaded.Catalog.Ids<IImporter>());

    [Fact]
    public void EverythingCanBeMade()
    {
        foreach (var kind in ContributionKind.All)
            Assert.DoesNotContain(_loaded.Catalog.List(kind), entry => entry.Summary.Contains("cannot make", StringComparison.Ordinal));
    }
}
