using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Mjcf;

/// <summary>Reads a body from an MJCF file. Its roles stand in a YAML file beside it, which the host reads; without one they are guessed.</summary>
public static class MjcfBodyReader
{
    /// <summary>Reads a body.</summary>
    /// <param name="path">The MJCF file; files it includes are read too.</param>
    /// <param name="roles">Its roles; null takes the first body with a free joint, or the first body, as root, and the bodies that carry no other as end effectors.</param>
    /// <param name="root">How the root is to be attached; null frees it unless the file attaches it by joints of its own.</param>
    /// <exception cref="InputException">
    /// Not well-formed, words that no version of MJCF knows, a missing include, or roles that name parts the file does not have: all at once,
    /// with file, line and column.
    /// </exception>
    public static MjcfBody Read(string path, BodyRoles? roles = null, RootFreedom? root = null)
    {
        var (source, document) = Load(path);
        var facts = MjcfFacts.Of(document.Root);
        if (roles is null)
            roles = Guess(facts);
        else
            RequireRoles(path, roles, facts);
        return new MjcfBody(path, source with { Root = root }, roles, facts);
    }

    /// <summary>What stands in a file, for those who write its roles.</summary>
    /// <exception cref="InputException">As in <see cref="Read"/>.</exception>
    public static MjcfFacts ReadFacts(string path) => MjcfFacts.Of(Load(path).Document.Root);

    /// <summary>Where the roles of an MJCF file stand: <c>FILE.roles.yaml</c> beside <c>FILE.xml</c>.</summary>
    public static string RolesOf(string path) => Path.ChangeExtension(path, ".roles.yaml");

    private static (MjcfSource Source, MjcfDocument Document) Load(string path)
    {
        var xml = MjcfText.Read(path);
        var document = MjcfDocument.Parse(xml, path, path);
        var problems = new MjcfProblems(document);
        MjcfSchemaCheck.Check(document, schema: null, problems);
        problems.ThrowIfAny("Correct the file.");
        return (new MjcfSource(xml, path), document);
    }

    private static BodyRoles Guess(MjcfFacts facts) => new()
    {
        Root = facts.FreeBody ?? facts.Bodies[0],
        EndEffectors = facts.Leaves,
        PortraitCamera = facts.Cameras.FirstOrDefault(c => c.Contains("side", StringComparison.OrdinalIgnoreCase)),
    };

    private static void RequireRoles(string path, BodyRoles roles, MjcfFacts facts)
    {
        var bodies = facts.Bodies.ToHashSet(StringComparer.Ordinal);
        var missing = new[] { roles.Root, roles.Head }.OfType<string>()
            .Concat(roles.EndEffectors).Concat(roles.Appendages).Concat(roles.TrackedSegments).Concat(roles.GroundContacts)
            .Concat(roles.Keypoints.Select(k => k.Segment))
            .Where(n => !bodies.Contains(n))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (missing.Count > 0)
        {
            throw new InputException(
                path,
                $"has no body named {string.Join(", ", missing.Select(n => $"'{n}'"))}, which its roles name",
                NearestName.Hint(missing[0], facts.Bodies));
        }

        if (roles.EgocentricCamera is { } eye && !facts.Cameras.Contains(eye))
            throw new InputException(path, $"has no camera named '{eye}', which its roles name", NearestName.Hint(eye, facts.Cameras));
        if (roles.PortraitCamera is { } portrait && !facts.Cameras.Contains(portrait))
            throw new InputException(path, $"has no camera named '{portrait}', which its roles name", NearestName.Hint(portrait, facts.Cameras));
    }
}
