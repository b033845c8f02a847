using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Embodied.Sdk.Bodies;

namespace Embodied.Runtime.Roles;

/// <summary>Writes guessed roles as a file to edit: every role with what it means, and a place for those that nobody can guess.</summary>
public static partial class RolesText
{
    /// <summary>The file.</summary>
    /// <param name="roles">The roles.</param>
    /// <param name="of">The file of the body, as the heading calls it.</param>
    public static string Write(BodyRoles roles, string of)
    {
        var text = new StringBuilder();
        Line($"# Roles of {of}, guessed from its names and from how it stands. Correct what is wrong; what a task may ask of a body follows from them.");
        Role("whose pose is the body's", "root", Name(roles.Root));
        Role("carries eyes and balance organs", "head", Name(roles.Head));
        Role("ends of the limbs: what moves and carries nothing else", "end_effectors", List(roles.EndEffectors));
        Role("parts whose place relative to the root describes a posture", "appendages", List(roles.Appendages));
        Role("what is compared with a reference motion: all that moves", "tracked_segments", List(roles.TrackedSegments));
        Role("may touch the ground without having fallen: what is lowest as it stands", "ground_contacts", List(roles.GroundContacts));
        Role("direction it faces, in the root's frame; not guessed", "forward", "[1, 0, 0]");
        Role("height of the root as it stands", "standing_height", roles.StandingHeight.ToString("G4", CultureInfo.InvariantCulture));
        Role("the camera that sees what it sees", "egocentric_camera", Name(roles.EgocentricCamera));
        Role("the camera for pictures", "portrait_camera", Name(roles.PortraitCamera));
        Line("");
        Line("# For registration, the points of a recording by their names there: segment and place in its frame.");
        Line("# keypoints:");
        Line($"#   NAME: {{ segment: {Name(roles.Root)}, offset: [0, 0, 0], trunk: true }}");
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');

        // A role that nothing fits stays in the file as a comment.
        void Role(string meaning, string key, string? value)
        {
            Line("");
            Line($"# {meaning}");
            Line(value is null ? $"# {key}:" : $"{key}: {value}");
        }
    }

    private static string List(IReadOnlyList<string> names) => $"[{string.Join(", ", names.Select(Name))}]";

    private static string? Name(string? name) => name is null || (PlainName().IsMatch(name) && !Reserved().IsMatch(name))
        ? name
        : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_./-]*\\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainName();

    // Words that YAML reads as something else than text.
    [GeneratedRegex("^(true|false|null|yes|no|on|off|y|n)\\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reserved();
}
