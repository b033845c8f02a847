using Embodied.Runtime.Catalogs;
using Embodied.Sdk.Control;

namespace Embodied.Cli.Commands;

/// <summary>Finds what a command means by a controller.</summary>
internal static class ControllerOpener
{
    /// <summary>How to make it once the channels are known.</summary>
    /// <param name="catalog">Where ids are looked up.</param>
    /// <param name="reference">A catalog id.</param>
    /// <param name="settings">Its settings.</param>
    /// <exception cref="Sdk.Errors.InputException">There is no such controller.</exception>
    public static Func<ControllerRequest, IController> Open(Catalog catalog, string reference, IReadOnlyDictionary<string, string> settings)
    {
        var factory = catalog.Get<IControllerFactory>(reference, "controller");
        return request => factory.Create(request with { Settings = settings });
    }

    /// <summary>The controller itself, for analyses that look inside; null where it is only known together with an environment.</summary>
    public static IController? TryOpen(Catalog catalog, string reference)
    {
        // A controller of the catalog is made for the channels of a task and has nothing inside that was learnt.
        _ = (catalog, reference);
        return null;
    }
}
