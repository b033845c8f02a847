using System.Text.RegularExpressions;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Mjcf;

/// <summary>
/// Makes XML of what MuJoCo's own reader takes although it is none: blank lines before the declaration, a document type, <c>--</c> inside comments, and
/// an ampersand that begins no entity. Every character keeps its line and column.
/// </summary>
internal static partial class MjcfLeniency
{
    /// <summary>Stands for an ampersand that begins no entity, until the document is parsed; no character of any text.</summary>
    public const char Ampersand = '\uE0F6';

    /// <summary>The text as XML.</summary>
    /// <exception cref="InputException">A document type that defines entities: they can name other files and grow without bound.</exception>
    public static string Apply(string text, string place)
    {
        text = Comment().Replace(text, Blank);
        text = Declaration().Replace(text, Blank, 1);
        text = DocumentType().Replace(text, m => m.Value.Contains('[', StringComparison.Ordinal) ? throw Entities(text, m.Index, place) : Blank(m), 1);
        return BareAmpersand().Replace(text, Ampersand.ToString());
    }

    private static string Blank(Match match) => NotLineEnd().Replace(match.Value, " ");

    private static InputException Entities(string text, int index, string place)
    {
        var line = text.AsSpan(0, index).Count('\n') + 1;
        return new($"{place}:{line}:{index - text.LastIndexOf('\n', Math.Max(0, index - 1))}", "its document type defines entities, which are not read.",
            "Take out the <!DOCTYPE …> and write what the entities stand for.");
    }

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\A\s*<\?xml\s.*?\?>", RegexOptions.Singleline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"<!DOCTYPE(\s[^\[>]*)(\[.*?\]\s*)?>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex DocumentType();

    [GeneratedRegex("&(?!(amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)", RegexOptions.ExplicitCapture)]
    private static partial Regex BareAmpersand();

    [GeneratedRegex(@"[^\n\r]")]
    private static partial Regex NotLineEnd();
}
