namespace Embodied.Runtime.Plugins;

/// <summary>A file of a plugin with what it says about itself.</summary>
/// <param name="Id"><c>plugin/name</c>.</param>
/// <param name="PluginId">The plugin.</param>
/// <param name="Path">The file.</param>
/// <param name="Summary">One line, or what is wrong with it.</param>
public sealed record ShelvedFile(string Id, string PluginId, string Path, string Summary);
