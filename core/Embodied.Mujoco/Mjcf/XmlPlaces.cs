namespace Embodied.Mujoco.Mjcf;

/// <summary>Finds places in the text of an XML file that a reader gave line and column of.</summary>
internal static class XmlPlaces
{
    /// <summary>Where each line begins; lines end as XML has them: a line feed, a return, or both.</summary>
    public static List<int> LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                starts.Add(i + 1);
        }

        return starts;
    }

    /// <summary>Past the '>' that ends the tag at an offset; quoted values may contain '>'.</summary>
    public static int EndOfTag(string text, int offset)
    {
        var quote = '\0';
        for (var i = offset; ; i++)
        {
            var c = text[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'')
                quote = c;
            else if (c == '>')
                return i + 1;
        }
    }
}
