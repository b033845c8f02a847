using Embodied.Runtime.Hosting;
using Embodied.Sdk.Bodies;
using Embodied.Tests;

namespace Embodied.Host.Specs;

/// <summary>What <c>dotnet new embodied-species</c> writes builds and loads as it is.</summary>
public sealed class TemplateSpecs : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("template-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task ANewSpeciesBuildsAndLoads()
    {
        // A hive of its own, so that nothing is installed for the person who runs this.
        var hive = Path.Combine(_home, "hive");
        var project = Path.Combine(_home, "SmallBeast");
        await Dotnet.Run(_home, ["new", "install", Path.Combine(SharedData.RepositoryRoot, "sdk", "Embodied.Templates"), "--debug:custom-hive", hive]);
        await Dotnet.Run(_home, ["new", "embodied-species", "-n", "SmallBeast", "--home", SharedData.RepositoryRoot, "--debug:custom-hive", hive]);
        await Dotnet.Run(project,
            ["build", "-c", SharedData.Configuration, "-v", "q", "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:BuildProjectReferences=false"]);

        using var loaded = PluginHost.Load(new PluginHostOptions { Folders = [Path.Combine(project, "plugins")] });

        Assert.Empty(loaded.Problems);
        var body = loaded.Catalog.Get<IBodyFactory>("small-beast/body").Create(BodyOptions.Default);
        Assert.Equal(3, Assert.IsType<FigureSource>(body.Source).Figures.Segments.Count);
        Assert.Equal("trunk", body.Roles.Root);
    }
}
