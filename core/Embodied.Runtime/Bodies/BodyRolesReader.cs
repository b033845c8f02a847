using Embodied.Runtime.Yaml;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Bodies;

/// <summary>Reads a body's roles from a YAML file of their own, as they stand beside an MJCF file written by someone else.</summary>
public static class BodyRolesReader
{
    /// <summary>Reads the roles, strictly.</summary>
    /// <param name="path">The file.</param>
    /// <param name="segments">Names of the body's segments, to check the roles against; null when they are not known yet.</param>
    /// <param name="cameras">Names of the body's cameras, likewise.</param>
    /// <exception cref="InputException">Unknown key, wrong type or broken reference, with line and column.</exception>
    public static BodyRoles Read(string path, IReadOnlyCollection<string>? segments = null, IReadOnlyCollection<string>? cameras = null) =>
        StrictYaml.Read<BodyRolesYaml>(path, (roles, problems) => roles.Check(problems, segments, cameras)).ToRoles();
}
