using Embodied.Runtime.Hosting;
using Embodied.Tests;

namespace Embodied.Host.Specs;

/// <summary>Every plugin of this repository loads from its built folder, and all it contributes can be made.</summary>
public sealed class OwnPluginsSpecs
{
    public static TheoryData<string> Ids { get; } =
        new(Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "plugins"), "plugin.yaml", SearchOption.AllDirectories)
            .Select(manifest => Path.GetFileName(Path.GetDirectoryName(manifest)!)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void LoadsFromItsBuiltFolder(string id)
    {
        var folder = Path.Combine(SharedData.RepositoryRoot, "artifacts", "plugins", SharedData.Configuration, id);

        using var loaded = PluginHost.Load(new PluginHostOptions { Folders = [folder] });

        Assert.Empty(loaded.Problems);
        Assert.Equal(id, Assert.Single(loaded.Plugins).Id);
    }
}
