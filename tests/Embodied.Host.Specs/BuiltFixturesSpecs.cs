using Embodied.Runtime.Hosting;
using Embodied.Runtime.Parts;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;

namespace Embodied.Host.Specs;

/// <summary>The folder of all fixtures, loaded once the way the host does it: each fails alone, at its stage, with something to do.</summary>
public sealed class BuiltFixturesSpecs : IClassFixture<BuiltFixturesSpecs.AllFixtures>
{
    private readonly LoadedPlugins _loaded;

    public BuiltFixturesSpecs(AllFixtures all) => _loaded = all.Loaded;

    [Theory]
    [InlineData("throws", PluginStage.Register, "the licence server said no")]
    [InlineData("cannot-make", PluginStage.Validate, "demo 'cannot-make/stand' cannot be made: the assets are gone")]
    [InlineData("lying-manifest", PluginStage.Validate,
        "demo 'lying-manifest/declared' is declared but not registered; demo 'lying-manifest/registered' is registered but not declared")]
    [InlineData("not-a-plugin", PluginStage.Types, "no public class that implements IPlugin")]
    [InlineData("missing-dependency", PluginStage.Preflight, "Fixture.PrivateLibrary.dll")]
    [InlineData("other-sdk-major", PluginStage.CheckSdk, "was built against SDK 2.0")]
    public void ABrokenPluginFailsAtItsStage(string id, PluginStage stage, string message)
    {
        var problem = Assert.Single(_loaded.Problems, p => p.PluginId == id);

        Assert.Equal(stage, problem.Stage);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Hint);
    }

    [Theory]
    [InlineData("good")]
    [InlineData("needs-good")]
    public void TheOthersLoad(string id) => Assert.Equal(PluginStage.Ready, Assert.Single(_loaded.Plugins, p => p.Id == id).Stage);

    [Fact]
    public void RequiredPluginsComeFirst()
    {
        var ids = _loaded.Plugins.Select(p => p.Id).ToList();

        Assert.True(ids.IndexOf("good") < ids.IndexOf("needs-good"));
    }

    [Fact]
    public void AContributionUsesItsPluginsServicesAndLibraries()
    {
        var arena = new CatalogParts { Catalog = _loaded.Catalog }.Arena("good/pit");

        Assert.Equal(-100, Assert.Single(arena.Build(UnitSystem.MillimetreGram).Shapes).Position.Z, 9);
        Assert.Same(_loaded.Catalog.Get<PartFactory<IArena>>("good/pit"), _loaded.Catalog.Get<PartFactory<IArena>>("good/pit"));
    }

    [Fact]
    public void ThePluginLearnsItsFolderFromTheHost()
    {
        var arena = new CatalogParts { Catalog = _loaded.Catalog }.Arena("good/pit");

        Assert.Equal(Path.Combine(PluginSandbox.Fixtures, "good"), arena.GetType().GetProperty("Directory")!.GetValue(arena));
    }

    [Fact]
    public void ListsSayWhatThereIs()
    {
        var demos = _loaded.Catalog.List(ContributionKind.All.Single(k => k.Name == "demos"));

        Assert.Equal(["good/stand", "needs-good/stand"], demos.Select(d => d.Id));
        Assert.Equal("Stands still", demos[0].Summary);
    }

    [Fact]
    public void AskingAFailedPluginSaysWhyItFailed()
    {
        var refused = Assert.Throws<PluginException>(() => _loaded.Catalog.Get<Demo>("throws/stand", "--demo"));

        Assert.Equal("throws", refused.Plugin);
        Assert.Contains("failed at Register", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--demo needs its demo 'throws/stand'", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(refused.Hint);
    }

    [Fact]
    public void AMisspeltIdFindsTheNearest()
    {
        var refused = Assert.Throws<InputException>(() => _loaded.Catalog.Get<Demo>("good/stnad"));

        Assert.Equal("demo: unknown demo 'good/stnad'", refused.Message);
        Assert.Equal("Did you mean 'good/stand'?", refused.Hint);
    }

    [Fact]
    public void AnIdOfAnotherKindIsTold() =>
        Assert.Equal("arena: 'good/stand' is no arena but a demo", Assert.Throws<InputException>(() => _loaded.Catalog.Get<PartFactory<IArena>>("good/stand")).Message);

    public sealed class AllFixtures : IDisposable
    {
        public LoadedPlugins Loaded { get; } = PluginHost.Load(new PluginHostOptions { Folders = [PluginSandbox.Fixtures] });

        public void Dispose() => Loaded.Dispose();
    }
}
