using Embodied.Runtime.Plugins;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Experiments;

/// <summary>The experiments plugins bring along: <c>experiments/NAME.yaml</c> in a plugin's folder is called <c>plugin/NAME</c>.</summary>
/// <param name="plugins">Every plugin that was found.</param>
public sealed class ExperimentShelf(IReadOnlyList<PluginStatus> plugins)
{
    /// <summary>The folder in a plugin's own.</summary>
    public const string FolderName = "experiments";

    private const string Ending = ".yaml";

    /// <summary>The experiments of all plugins that loaded, sorted by id.</summary>
    public IReadOnlyList<ShelvedFile> List() => [.. Files(plugins.Where(p => p.Problem is null)).Select(f => new ShelvedFile(f.Id, f.PluginId, f.Path, Summary(f.Path)))];

    /// <summary>The file an experiment's name or path stands for. A file that exists comes before a name.</summary>
    /// <param name="reference">A path to a YAML file, or <c>plugin/name</c>, which may also be written <c>experiments/plugin/name.yaml</c>.</param>
    /// <exception cref="InputException">There is no experiment of that name; says which there are.</exception>
    public string Find(string reference)
    {
        if (File.Exists(reference))
            return reference;
        // Also of plugins that failed: reading the experiment then tells what is wrong with the plugin.
        var files = Files(plugins.OrderBy(p => p.Problem is null ? 0 : 1)).ToList();
        var found = files.FirstOrDefault(f => f.Id == reference || $"{FolderName}/{f.Id}{Ending}" == reference)?.Path;
        if (found is null && (reference.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) || reference.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)))
            return reference;
        return found ?? throw new InputException(reference, "is neither a file nor the name of an experiment", NearestName.Hint(reference, files.Select(f => f.Id).Distinct(StringComparer.Ordinal)));
    }

    private static IEnumerable<PluginFile> Files(IEnumerable<PluginStatus> plugins) => PluginFile.Find(plugins, FolderName, Ending);

    private static string Summary(string path)
    {
        try
        {
            var experiment = ExperimentFile.Read(path);
            return string.Join(", ", new[] { experiment.Task, experiment.Controller, experiment.Trainer }.OfType<Part>().Select(p => p.Use.Value));
        }
        catch (InputException e)
        {
            return e.Message;
        }
    }
}
