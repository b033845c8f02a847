using System.Reflection;
using System.Text.Json;
using Embodied.Sdk.Plugins;

namespace Embodied.Runtime.Plugins;

/// <summary>Checks that the files a plugin will need are there, because the runtime itself notices only when the code that needs them runs.</summary>
internal static class Preflight
{
    // The host hands the SDK and everything that references on to plugins; see PluginLoading.
    private static readonly Lazy<HashSet<string>> Shared = new(SharedAssemblies);

    public static void Run(PluginManifest manifest, string folder)
    {
        var assembly = Path.Combine(folder, manifest.Assembly.Value);
        if (!File.Exists(assembly))
        {
            throw new PluginStageException(PluginStage.Preflight, $"{manifest.Assembly.Value} is not in {folder}",
                "Build the plugin, or correct 'assembly' in plugin.yaml.");
        }

        var deps = Path.ChangeExtension(assembly, ".deps.json");
        if (!File.Exists(deps))
        {
            throw new PluginStageException(PluginStage.Preflight, $"{Path.GetFileName(deps)} is not in {folder}",
                "Build the plugin with EnableDynamicLoading, as Embodied.Plugin.props does, and copy the whole folder.");
        }

        var missing = Missing(deps, folder).ToArray();
        if (missing.Length > 0)
        {
            throw new PluginStageException(PluginStage.Preflight, $"missing in {folder}: {string.Join(", ", missing)}",
                "Build the plugin again and copy the whole folder.");
        }
    }

    private static IEnumerable<string> Missing(string deps, string folder)
    {
        List<string> assets;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(deps));
            assets = Assets(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new PluginStageException(PluginStage.Preflight, $"{Path.GetFileName(deps)} cannot be read: {e.Message}", "Build the plugin again.", e);
        }

        return assets
            .Where(asset => !Shared.Value.Contains(Path.GetFileNameWithoutExtension(asset)))
            .Where(asset => !File.Exists(Path.Combine(folder, Path.GetFileName(asset))) && !File.Exists(Path.Combine(folder, asset)))
            .Select(Path.GetFileName)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)!;
    }

    private static List<string> Assets(JsonElement root)
    {
        var target = root.GetProperty("targets").GetProperty(root.GetProperty("runtimeTarget").GetProperty("name").GetString()!);
        var assets = new List<string>();
        foreach (var library in target.EnumerateObject())
        {
            foreach (var group in new[] { "runtime", "native" })
            {
                if (library.Value.TryGetProperty(group, out var files))
                    assets.AddRange(files.EnumerateObject().Select(f => f.Name));
            }
        }

        return assets;
    }

    private static HashSet<string> SharedAssemblies()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<Assembly>([typeof(IPlugin).Assembly]);
        while (queue.TryDequeue(out var assembly))
        {
            if (!names.Add(assembly.GetName().Name!))
                continue;
            foreach (var reference in assembly.GetReferencedAssemblies())
                queue.Enqueue(Assembly.Load(reference));
        }

        return names;
    }
}
