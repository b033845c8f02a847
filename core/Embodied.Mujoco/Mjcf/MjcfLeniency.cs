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
        var characters = text.ToCharArray();
        BlankComments(text, characters);
        text = new(characters);
        text = Declaration().Replace(text, m => NotLineEnd().Replace(m.Value, " "), 1);
        text = WithoutDocumentType(text, place);
        return BareAmpersand().Replace(text, Ampersand.ToString());
    }

    private static void BlankComments(string text, char[] characters)
    {
        for (var at = text.IndexOf("<!--", StringComparison.Ordinal); at >= 0;)
        {
            var end = text.IndexOf("-->", at + 4, StringComparison.Ordinal);
            if (end < 0)
                return;
            Blank(characters.AsSpan(at, end + 3 - at));
            at = text.IndexOf("<!--", end + 3, StringComparison.Ordinal);
        }
    }

    private static string WithoutDocumentType(string text, string place)
    {
        var at = text.IndexOf("<!DOCTYPE", StringComparison.Ordinal);
        var end = at < 0 ? -1 : text.AsSpan(at).IndexOfAny('[', '>');
        if (end < 0)
            return text;
        if (text[at + end] == '[')
            throw Entities(text, at, place);
        var characters = text.ToCharArray();
        Blank(characters.AsSpan(at, end + 1));
        return new(characters);
    }

    private static void Blank(Span<char> characters)
    {
        foreach (ref var c in characters)
            c = c is '\n' or '\r' ? c : ' ';
    }

    private static InputException Entities(string text, int index, string place)
    {
        var line = text.AsSpan(0, index).Count('\n') + 1;
        return new($"{place}:{line}:{index - text.LastIndexOf('\n', Math.Max(0, index - 1))}", "its document type defines entities, which are not read.",
            "Take out the <!DOCTYPE …> and write what the entities stand for.");
    }

    [GeneratedRegex(@"\A\s*<\?xml\s.*?\?>", RegexOptions.Singleline)]
    private static partial Regex Declaration();

    [GeneratedRegex("&(?!(amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)", RegexOptions.ExplicitCapture)]
    private static partial Regex BareAmpersand();

    [GeneratedRegex(@"[^\n\r]")]
    private static partial Regex NotLineEnd();
}
