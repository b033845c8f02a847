using Embodied.Runtime.Hosting;
using Embodied.Runtime.Plugins;
using Embodied.Tests;

namespace Embodied.Host.Specs;

/// <summary>A folder of plugins put together for one spec from the built fixtures, gone afterwards.</summary>
internal sealed class PluginSandbox : IDisposable
{
    public static string Fixtures { get; } = Path.Combine(SharedData.RepositoryRoot, "artifacts", "plugin-fixtures", SharedData.Configuration);

    public string Root { get; } = Directory.CreateTempSubdirectory("plugins-").FullName;

    /// <summary>Copies a built fixture, under another folder name if wanted.</summary>
    public string Copy(string fixture, string? name = null)
    {
        var target = Path.Combine(Root, name ?? fixture);
        Directory.CreateDirectory(target);
        foreach (var file in Directory.GetFiles(Path.Combine(Fixtures, fixture)))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        return target;
    }

    /// <summary>Copies the working plugin under another id, with its manifest changed.</summary>
    public string Variant(string id, Func<string, string> change)
    {
        var folder = Copy("not-a-plugin", id);
        var manifest = Path.Combine(folder, PluginManifest.FileName);
        File.WriteAllText(manifest, change(File.ReadAllText(manifest).Replace("id: not-a-plugin", $"id: {id}", StringComparison.Ordinal)));
        return folder;
    }

    public LoadedPlugins Load() => PluginHost.Load(new PluginHostOptions { Folders = [Root] });

    /// <summary>Loads all and expects one plugin to have failed.</summary>
    public PluginProblem Problem(string id)
    {
        using var loaded = Load();
        return Assert.Single(loaded.Problems, p => p.PluginId == id);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
