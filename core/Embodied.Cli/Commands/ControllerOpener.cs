using Embodied.Learning.Checkpoints;
using Embodied.Runtime.Catalogs;
using Embodied.Sdk.Control;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary>Finds what a command means by a controller.</summary>
internal static class ControllerOpener
{
    /// <summary>How to make it once the channels are known.</summary>
    /// <param name="catalog">Where ids are looked up.</param>
    /// <param name="reference">A catalog id, an agent file or the folder of a run.</param>
    /// <param name="settings">Settings of a controller of the catalog.</param>
    /// <exception cref="InputException">There is no such controller.</exception>
    public static Func<ControllerRequest, IController> Open(Catalog catalog, string reference, IReadOnlyDictionary<string, string> settings)
    {
        if (IsSaved(reference))
        {
            return settings.Count == 0
                ? request => SavedAgent.Open(reference, request.Observation, request.Action)
                : throw new InputException(reference, "is a trained agent, which takes no settings", "Leave out --set controller.…");
        }

        var factory = catalog.Get<IControllerFactory>(reference, "controller");
        return request => factory.Create(request with { Settings = settings });
    }

    /// <summary>The controller itself, for analyses that look inside; null where it is only known together with an environment.</summary>
    public static IController? TryOpen(string reference) => IsSaved(reference) ? SavedAgent.Open(reference) : null;

    private static bool IsSaved(string reference) =>
        File.Exists(reference) || Directory.Exists(reference) || reference.EndsWith(SavedAgent.Extension, StringComparison.Ordinal);
}
