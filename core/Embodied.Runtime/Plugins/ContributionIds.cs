namespace Embodied.Runtime.Plugins;

/// <summary>Ids of contributions: <c>plugin/name</c>.</summary>
internal static class ContributionIds
{
    /// <summary>Whether an id is <c>plugin/name</c> of that plugin.</summary>
    public static bool Belongs(string id, string plugin) =>
        id.StartsWith(plugin + "/", StringComparison.Ordinal) && PluginManifest.IsId(id[(plugin.Length + 1)..]);

    /// <summary>The plugin's part of an id.</summary>
    public static string PluginOf(string id) => id.Split('/', 2)[0];

    /// <summary>An id as it is written: a name without a plugin is the host's own.</summary>
    public static string Full(string written) => written.Contains('/', StringComparison.Ordinal) ? written : $"{PluginManifest.CoreId}/{written}";
}
