using Embodied.Runtime.Plugins;
using Embodied.Sdk.Errors;

namespace Embodied.Host.Specs;

/// <summary>Where plugins are looked for.</summary>
[Collection(PluginFolders.Variable)]
public sealed class SearchFolderSpecs : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable(PluginFolders.Variable);
    private readonly string _folder = Directory.CreateTempSubdirectory("search-").FullName;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(PluginFolders.Variable, _before);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void FoldersOfTheCommandLineComeBeforeThoseOfTheVariable()
    {
        var (given, listed) = (Make("given"), Make("listed"));
        Environment.SetEnvironmentVariable(PluginFolders.Variable, listed);

        Assert.Equal([given, listed], PluginFolders.Find([given]).Take(2));
    }

    [Fact]
    public void AFolderNamedTwiceIsSearchedOnce()
    {
        var given = Make("given");
        Environment.SetEnvironmentVariable(PluginFolders.Variable, given + Path.PathSeparator + given);

        Assert.Single(PluginFolders.Find([given]), given);
    }

    [Fact]
    public void AFolderOfTheVariableMustExist()
    {
        Environment.SetEnvironmentVariable(PluginFolders.Variable, Path.Combine(_folder, "nowhere"));

        Assert.Equal(PluginFolders.Variable, Assert.Throws<InputException>(() => PluginFolders.Find([])).Place);
    }

    [Fact]
    public void TheBuiltPluginsAreFoundBesideTheBuiltHost()
    {
        Environment.SetEnvironmentVariable(PluginFolders.Variable, null);

        var own = Path.Combine(Embodied.Tests.SharedData.RepositoryRoot, "artifacts", "plugins", Embodied.Tests.SharedData.Configuration);
        Assert.Contains(own, PluginFolders.Find([]));
    }

    private string Make(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
}
