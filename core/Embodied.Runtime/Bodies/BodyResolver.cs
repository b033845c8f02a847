using Embodied.Mujoco.Mjcf;
using Embodied.Runtime.Catalogs;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Bodies;

/// <summary>Finds a body by catalog id or by file: MJCF, or figures in YAML.</summary>
public static class BodyResolver
{
    private const string RolesEnding = ".roles.yaml";

    /// <summary>The body for what stood after <c>--body</c>.</summary>
    /// <param name="catalog">Where ids are looked up.</param>
    /// <param name="reference">A catalog id, the path of a body file, or that of an MJCF file with <c>FILE.roles.yaml</c> beside it.</param>
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

    /// <summary>Reads a body file, or an MJCF file with the roles beside it.</summary>
    /// <exception cref="InputException">The file is not there, or broken.</exception>
    public static IBody ReadFile(string path)
    {
        if (!IsFigures(path))
            return MjcfBodyReader.Read(path, MjcfBodyReader.RolesOf(path) is var roles && File.Exists(roles) ? BodyRolesReader.Read(roles) : null);
        if (path.EndsWith(RolesEnding, StringComparison.OrdinalIgnoreCase))
            throw new InputException(path, "holds the roles of a body, not the body", $"Give the MJCF file they belong to: {path[..^RolesEnding.Length]}.xml");
        return new YamlBody(path, new BodyReader().Read(path));
    }

    /// <summary>Whether a reference names a file rather than a catalog id.</summary>
    public static bool IsFile(string reference) =>
        reference.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || IsFigures(reference) || File.Exists(reference);

    private static bool IsFigures(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
}
