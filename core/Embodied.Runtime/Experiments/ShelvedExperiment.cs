namespace Embodied.Runtime.Experiments;

/// <summary>An experiment that comes with a plugin.</summary>
/// <param name="Id"><c>plugin/name</c>.</param>
/// <param name="PluginId">The plugin.</param>
/// <param name="Path">Its file.</param>
/// <param name="Summary">Task, controller and trainer, or what is wrong with it.</param>
public sealed record ShelvedExperiment(string Id, string PluginId, string Path, string Summary);
