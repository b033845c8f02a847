using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Plugins;

/// <summary>Finds plugin folders and reads their manifests; loads nothing.</summary>
internal static class PluginDiscovery
{
    /// <summary>Every plugin below the folders, in order; a folder may also be a plugin itself.</summary>
    public static List<PluginStatus> Find(IEnumerable<string> folders)
    {
        var found = new List<PluginStatus>();
        foreach (var folder in folders.SelectMany(Candidates).Distinct(StringComparer.Ordinal))
        {
            var status = Read(folder);
            // A copy whose folder is misnamed is no rival of the plugin it was copied from.
            var earlier = status.Problem is null ? found.Find(f => f.Id == status.Id && f.Problem is null) : null;
            found.Add(earlier is null ? status : Duplicate(status, earlier));
        }

        return found;
    }

    private static string[] Candidates(string folder)
    {
        if (File.Exists(Path.Combine(folder, PluginManifest.FileName)))
            return [folder];
        return [.. Directory.GetDirectories(folder).Where(HoldsSomething).Order(StringComparer.Ordinal)];
    }

    // A folder of anything else is nobody's mistake; one with assemblies was meant to be a plugin.
    private static bool HoldsSomething(string folder) =>
        File.Exists(Path.Combine(folder, PluginManifest.FileName)) || Directory.EnumerateFiles(folder, "*.dll").Any();

    private static PluginStatus Read(string folder)
    {
        var name = Path.GetFileName(folder);
        var path = Path.Combine(folder, PluginManifest.FileName);
        if (!File.Exists(path))
        {
            return Failed(name, folder, PluginStage.Discover, $"the folder holds assemblies but no {PluginManifest.FileName}",
                $"Add a {PluginManifest.FileName}, or move the folder away.");
        }

        try
        {
            var manifest = PluginManifest.Read(path);
            return new PluginStatus { Id = manifest.Id.Value, Folder = folder, Manifest = manifest, Problem = Misnamed(manifest, name) };
        }
        catch (InputException e)
        {
            return Failed(name, folder, PluginStage.ReadManifest, e.Message, e.Hint ?? $"Correct {PluginManifest.FileName}.", e);
        }
    }

    private static PluginProblem? Misnamed(PluginManifest manifest, string folder) => manifest.Id.Value == folder
        ? null
        : new PluginProblem(manifest.Id.Value, PluginStage.Discover, $"its folder is called '{folder}'", $"Call the folder '{manifest.Id.Value}'.");

    private static PluginStatus Duplicate(PluginStatus status, PluginStatus earlier) => status with
    {
        Problem = new PluginProblem(status.Id, PluginStage.Discover, $"{status.Folder} has the same id as {earlier.Folder}, which came first",
            "Remove one of the two."),
    };

    private static PluginStatus Failed(string id, string folder, PluginStage stage, string message, string hint, Exception? cause = null) =>
        new() { Id = id, Folder = folder, Problem = new PluginProblem(id, stage, message, hint, cause) };
}
