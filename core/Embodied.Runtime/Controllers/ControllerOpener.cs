using Embodied.Learning.Checkpoints;
using Embodied.Runtime.Catalogs;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Controllers;

/// <summary>
/// Finds what a command or an experiment means by a controller: a catalog id, the name of an agent that comes with a plugin, an agent file, or the folder of a run.
/// </summary>
/// <param name="catalog">Where ids are looked up; an id comes before an agent of the same name.</param>
/// <param name="shelf">Agents that come with plugins.</param>
public sealed class ControllerOpener(Catalog catalog, AgentShelf shelf)
{
    /// <summary>Told of every folder of a run that is opened.</summary>
    public Action<string>? RunOpened { get; init; }

    /// <summary>How to make it once the channels are known.</summary>
    /// <param name="reference">An id, a name or a path.</param>
    /// <param name="settings">Settings of a controller of the catalog.</param>
    /// <exception cref="InputException">There is no such controller, or a saved agent is given settings.</exception>
    public Func<ControllerRequest, IController> Open(string reference, IReadOnlyDictionary<string, string> settings)
    {
        if (File(reference) is not { } file)
        {
            var factory = Factory(reference);
            return request => factory.Create(request with { Settings = settings });
        }

        if (settings.Count > 0)
            throw new InputException(reference, $"is a saved agent, which takes no settings; found {settings.Keys.First()}");
        return request => SavedAgent.Open(file, request.Observation, request.Action);
    }

    /// <summary>The agent file a reference stands for, or null when it is none: then it may be an id of the catalog.</summary>
    /// <exception cref="InputException">A folder that holds no agent.</exception>
    public string? File(string reference)
    {
        if (Directory.Exists(reference))
            RunOpened?.Invoke(reference);
        return System.IO.File.Exists(reference) || Directory.Exists(reference) || reference.EndsWith(SavedAgent.Extension, StringComparison.Ordinal)
            ? SavedAgent.Find(reference)
            : catalog.Has<IControllerFactory>(ContributionIds.Full(reference)) ? null : shelf.Find(reference);
    }

    /// <summary>Whether a folder is that of a run that has saved an agent.</summary>
    public static bool IsRun(string folder) => System.IO.File.Exists(Path.Combine(folder, "checkpoints", SavedAgent.Last));

    /// <summary>A saved agent as it is, for analyses that look inside; null when it is none.</summary>
    public IController? TryOpen(string reference) => File(reference) is { } file ? SavedAgent.Open(file) : null;

    private IControllerFactory Factory(string id)
    {
        try
        {
            return catalog.Get<IControllerFactory>(ContributionIds.Full(id), "controller");
        }
        catch (InputException e)
        {
            throw new InputException(e.Place, e.Problem, NearestName.Hint(id, catalog.Ids<IControllerFactory>().Concat(shelf.Names())));
        }
    }
}
