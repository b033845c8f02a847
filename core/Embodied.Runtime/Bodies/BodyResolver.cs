using Embodied.Mujoco.Mjcf;
using Embodied.Runtime.Bodies;
using Embodied.Runtime.Catalogs;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Bodies;

/// <summary>Finds a body by catalog id or by MJCF file.</summary>
public static class BodyResolver
{
    /// <summary>The body for what stood after <c>--body</c>.</summary>
    /// <param name="catalog">Where ids are looked up.</param>
    /// <param name="reference">A catalog id, or the path of an MJCF file with <c>FILE.roles.yaml</c> beside it.</param>
    /// <param name="options">How the body is wanted; a file takes no options.</param>
    /// <exception cref="InputException">There is no such body, or it does not offer an option.</exception>
    public static IBody Resolve(Catalog catalog, string reference, BodyOptions options)
    {
        if (!IsFile(reference))
            return catalog.Get<IBodyFactory>(reference, "--body").Create(options);
        if (options != BodyOptions.Default)
            throw new InputException(reference, "a body from a file has no scale, actuation or modifications", "change the file, or use a body of the catalog");
        return ReadFile(reference);
    }

    /// <summary>Reads an MJCF file with the roles beside it.</summary>
    public static MjcfBody ReadFile(string path) =>
        MjcfBodyReader.Read(path, MjcfBodyReader.FindRoles(path) is { } roles ? BodyRolesReader.Read(roles) : null);

    /// <summary>Whether a reference names a file rather than a catalog id.</summary>
    public static bool IsFile(string reference) => reference.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || File.Exists(reference);
}
