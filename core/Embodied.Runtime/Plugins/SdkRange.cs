using System.Text.RegularExpressions;

namespace Embodied.Runtime.Plugins;

/// <summary>
/// Versions a manifest accepts, <c>^a.b</c>: the same major version and at least that minor one; before 1.0, where minor versions may break,
/// exactly that minor one.
/// </summary>
/// <param name="Major">Major version.</param>
/// <param name="Minor">Lowest minor version.</param>
public readonly partial record struct SdkRange(int Major, int Minor)
{
    /// <summary>Reads <c>^a.b</c>; null when it is something else.</summary>
    public static SdkRange? Parse(string text)
    {
        var match = Pattern().Match(text);
        return match.Success ? new(int.Parse(match.Groups[1].ValueSpan), int.Parse(match.Groups[2].ValueSpan)) : null;
    }

    /// <summary>Whether a version is in the range.</summary>
    public bool Accepts(Version version) => version.Major == Major && (Major == 0 ? version.Minor == Minor : version.Minor >= Minor);

    /// <inheritdoc/>
    public override string ToString() => $"^{Major}.{Minor}";

    [GeneratedRegex(@"^\^(\d{1,6})\.(\d{1,6})\z")]
    private static partial Regex Pattern();
}
