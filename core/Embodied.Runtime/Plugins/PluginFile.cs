namespace Embodied.Runtime.Plugins;

/// <summary>A file that a plugin brings along under a name, e.g. an experiment.</summary>
/// <param name="Id"><c>plugin/name</c>, the name being that of the file.</param>
/// <param name="PluginId">The plugin.</param>
/// <param name="Path">The file.</param>
internal sealed record PluginFile(string Id, string PluginId, string Path)
{
    /// <summary>The files of a kind, sorted by id.</summary>
    /// <param name="plugins">Whose.</param>
    /// <param name="folder">The folder in a plugin's own; folders below it count, too.</param>
    /// <param name="ending">Their ending, e.g. <c>.yaml</c>.</param>
    internal static IEnumerable<PluginFile> Find(IEnumerable<PluginStatus> plugins, string folder, string ending) => plugins
        .Select(p => (p.Id, Folder: System.IO.Path.Combine(p.Folder, folder)))
        .Where(p => Directory.Exists(p.Folder))
        .SelectMany(p => Directory.EnumerateFiles(p.Folder, "*" + ending, SearchOption.AllDirectories)
            .Select(f => new PluginFile($"{p.Id}/{System.IO.Path.GetFileNameWithoutExtension(f)}", p.Id, f)))
        .OrderBy(f => f.Id, StringComparer.Ordinal);
}
