using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Checks;

/// <summary>Checks that the compiled body has what its roles name.</summary>
internal static class RoleCheck
{
    /// <summary>Segments and cameras.</summary>
    public static string Roles(BodyInScene body)
    {
        var roles = body.Body.Roles;
        string[] segments =
        [
            .. new[] { roles.Root, roles.Head }.OfType<string>(), .. roles.EndEffectors, .. roles.Appendages, .. roles.TrackedSegments, .. roles.GroundContacts,
        ];
        string[] cameras = [.. new[] { roles.EgocentricCamera, roles.PortraitCamera }.OfType<string>()];
        Require(body, ElementKind.Segment, segments);
        Require(body, ElementKind.Camera, cameras);
        return roles.EndEffectors.Count == 0 && roles.TrackedSegments.Count == 0
            ? $"root '{roles.Root}'; nothing else is named, so tasks that need end effectors or tracked segments will refuse this body"
            : $"root '{roles.Root}', {roles.EndEffectors.Count} end effectors, {roles.TrackedSegments.Count} tracked segments";
    }

    /// <summary>Segments that carry keypoints, and lines between them.</summary>
    public static string Keypoints(BodyInScene body)
    {
        var roles = body.Body.Roles;
        Require(body, ElementKind.Segment, roles.Keypoints.Select(k => k.Segment));
        var names = roles.Keypoints.Select(k => k.Name).ToHashSet(StringComparer.Ordinal);
        if (roles.Skeleton.SelectMany(l => new[] { l.From, l.To }).FirstOrDefault(n => !names.Contains(n)) is { } unknown)
            throw new EmbodiedException($"the skeleton names keypoint '{unknown}', which does not exist", NearestName.Hint(unknown, names));
        return roles.Keypoints.Count == 0 ? "none" : $"{roles.Keypoints.Count} keypoints, {roles.Skeleton.Count} lines";
    }

    private static void Require(BodyInScene body, ElementKind kind, IEnumerable<string> names)
    {
        var missing = names.Where(n => body.Model.Find(kind, body.Prefix + n) < 0).Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            throw new EmbodiedException(
                $"there is no {kind} named {string.Join(", ", missing.Select(n => $"'{n}'"))}", "Correct the roles or the names in the body.");
        }
    }
}
