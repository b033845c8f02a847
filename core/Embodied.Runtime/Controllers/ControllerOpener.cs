using Embodied.Learning.Checkpoints;
using Embodied.Runtime.Catalogs;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Controllers;

/// <summary>Finds what a command or an experiment means by a controller: a catalog id, an agent file, or the folder of a run.</summary>
public static class ControllerOpener
{
    /// <summary>How to make it once the channels are known.</summary>
    /// <param name="catalog">Where ids are looked up.</param>
    /// <param name="reference">A catalog id or a path.</param>
    /// <param name="settings">Settings of a controller of the catalog.</param>
    /// <exception cref="InputException">There is no such controller, or a saved agent is given settings.</exception>
    public static Func<ControllerRequest, IController> Open(Catalog catalog, string reference, IReadOnlyDictionary<string, string> settings)
    {
        if (!IsSaved(reference))
        {
            var factory = catalog.Get<IControllerFactory>(reference, "controller");
            return request => factory.Create(request with { Settings = settings });
        }

        if (settings.Count > 0)
            throw new InputException(reference, $"is a saved agent, which takes no settings; found {settings.Keys.First()}");
        return request => SavedAgent.Open(reference, request.Observation, request.Action);
    }

    /// <summary>Whether a reference names a saved agent rather than a controller of the catalog.</summary>
    public static bool IsSaved(string reference) =>
        File.Exists(reference) || Directory.Exists(reference) || reference.EndsWith(SavedAgent.Extension, StringComparison.Ordinal);

    /// <summary>Whether a folder is that of a run that has saved an agent.</summary>
    public static bool IsRun(string folder) => File.Exists(Path.Combine(folder, "checkpoints", SavedAgent.Last));

    /// <summary>A saved agent as it is, for analyses that look inside; null when it is none.</summary>
    public static IController? TryOpen(string reference) => IsSaved(reference) ? SavedAgent.Open(reference) : null;
}
