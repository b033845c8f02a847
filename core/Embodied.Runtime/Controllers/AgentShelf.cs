using Embodied.Learning.Checkpoints;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Controllers;

/// <summary>The trained agents plugins bring along: <c>agents/NAME/NAME.agent</c> in a plugin's folder is called <c>plugin/NAME</c>.</summary>
/// <param name="plugins">Every plugin that was found.</param>
public sealed class AgentShelf(IReadOnlyList<PluginStatus> plugins)
{
    /// <summary>The folder in a plugin's own.</summary>
    public const string FolderName = "agents";

    /// <summary>The agents of all plugins that loaded, sorted by id.</summary>
    public IReadOnlyList<ShelvedFile> List() => [.. Files().Select(f => new ShelvedFile(f.Id, f.PluginId, f.Path, Summary(f.Path)))];

    /// <summary>The file of an agent, or null when no plugin brings one of this name.</summary>
    /// <param name="name"><c>plugin/name</c>.</param>
    public string? Find(string name) => Files().FirstOrDefault(f => f.Id == name)?.Path;

    /// <summary>Names of all agents.</summary>
    public IReadOnlyList<string> Names() => [.. Files().Select(f => f.Id)];

    private IEnumerable<PluginFile> Files() => PluginFile.Find(plugins.Where(p => p.Problem is null), FolderName, SavedAgent.Extension);

    private static string Summary(string path)
    {
        try
        {
            var facts = SavedAgent.Facts(path);
            return $"{facts.Network.Id}, seed {facts.Seed}, {facts.Steps} steps";
        }
        catch (InputException e)
        {
            return e.Message;
        }
    }
}
