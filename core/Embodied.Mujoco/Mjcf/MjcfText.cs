using System.Globalization;
using System.Text;
using System.Xml;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Mjcf;

/// <summary>
/// Reads an MJCF file and puts the files it includes in place of the <c>include</c> elements. Processing instructions
/// <c>&lt;?line 12 FILE?&gt;</c> keep where each part came from, so that later messages name the right file and line.
/// </summary>
internal static class MjcfText
{
    /// <summary>Target of the processing instructions: "the next line is line N of FILE".</summary>
    public const string LineMark = "line";

    /// <summary>The text of a file, includes resolved. Paths of included files are relative to the main file, as the engine has it.</summary>
    /// <exception cref="InputException">A file is missing, broken or included twice.</exception>
    public static string Read(string path)
    {
        if (!File.Exists(path))
            throw new InputException(path, "does not exist", "Give the path of an MJCF file.");
        RegularFile.Require(path);
        return Resolve(File.ReadAllText(path), path);
    }

    /// <summary>The same for a text that stands in for the file.</summary>
    public static string Resolve(string xml, string path)
    {
        var included = new HashSet<string>(StringComparer.Ordinal) { Path.GetFullPath(path) };
        return Expand(xml, path, Path.GetDirectoryName(Path.GetFullPath(path))!, included);
    }

    /// <summary>The error for XML that is not well-formed.</summary>
    public static InputException NotWellFormed(string place, XmlException e)
    {
        // The position is told by the place; .NET repeats it at the end of its message.
        var message = e.Message.Split(" Line ")[0].TrimEnd();
        return new InputException($"{place}:{e.LineNumber}:{e.LinePosition}", $"is not well-formed XML: {message}", "Correct the file.", e);
    }

    private static string Normalize(string text, string place) =>
        MjcfLeniency.Apply(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'), place);

    private static string Expand(string raw, string path, string mainFolder, HashSet<string> included)
    {
        var text = Normalize(raw, path);
        var includes = Scan(text, path).Includes;
        if (includes.Count == 0)
            return text;
        var result = new StringBuilder();
        var from = 0;
        foreach (var include in includes)
        {
            var file = Locate(include, path, mainFolder);
            if (!included.Add(file))
                throw new InputException(include.Place(path), $"includes '{include.File}' a second time", "Each file may be included once.");
            result.Append(text, from, include.Start - from);
            AppendIncluded(result, file, mainFolder, included);
            AppendMark(result, text, include.End, path);
            from = include.End;
        }

        // Marks come after the root's start tag only, because includes stand inside of it.
        return result.Append(text, from, text.Length - from).ToString();
    }

    private static void AppendIncluded(StringBuilder result, string file, string mainFolder, HashSet<string> included)
    {
        RegularFile.Require(file);
        var text = Normalize(File.ReadAllText(file), file);
        var (start, end) = Scan(text, file).Inner;
        AppendMark(result, text, start, file);
        // Expanding the whole file keeps its own positions; only what stands inside its root is put in.
        var expanded = Expand(text, file, mainFolder, included);
        var tail = text.Length - end;
        result.Append(expanded, start, expanded.Length - tail - start);
    }

    // Blanks up to the original column keep columns right as well.
    private static void AppendMark(StringBuilder result, string text, int offset, string path)
    {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < offset; i++)
        {
            if (text[i] != '\n')
                continue;
            line++;
            lineStart = i + 1;
        }

        result.Append(CultureInfo.InvariantCulture, $"<?{LineMark} {line} {path}?>\n").Append(' ', offset - lineStart);
    }

    private static string Locate(Include include, string path, string mainFolder)
    {
        string[] candidates =
        [
            Path.GetFullPath(Path.Combine(mainFolder, include.File)),
            Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, include.File)),
        ];
        var found = Array.Find(candidates, File.Exists);
        if (found is not null && MjcfTrust.ProblemOf(include.File, found, mainFolder) is { } distrust)
            throw new InputException(include.Place(path), distrust, "Includes are relative to the file.");
        return found
            ?? throw new InputException(include.Place(path), $"includes '{include.File}', but there is no {candidates[0]}", "Put the file there.");
    }

    private static (List<Include> Includes, (int Start, int End) Inner) Scan(string text, string place)
    {
        var includes = new List<Include>();
        var inner = (Start: 0, End: 0);
        var lines = XmlPlaces.LineStarts(text);
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var info = (IXmlLineInfo)reader;
            var open = 0;
            while (reader.Read())
            {
                if (reader.NodeType is not (XmlNodeType.Element or XmlNodeType.EndElement))
                    continue;
                var name = lines[info.LineNumber - 1] + info.LinePosition - 1;
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "include" && reader.Depth > 0)
                {
                    includes.Add(IncludeAt(reader, text, name, place));
                    open = includes.Count;
                }
                else if (reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "include" && open > 0)
                {
                    includes[open - 1] = includes[open - 1] with { End = XmlPlaces.EndOfTag(text, name) };
                }
                else if (reader.Depth == 0)
                {
                    if (reader.NodeType == XmlNodeType.Element)
                        inner.Start = inner.End = XmlPlaces.EndOfTag(text, name);
                    else
                        inner.End = name - 2;
                }
            }
        }
        catch (XmlException e)
        {
            throw NotWellFormed(place, e);
        }

        return (includes, inner);
    }

    private static Include IncludeAt(XmlReader reader, string text, int name, string place)
    {
        var info = (IXmlLineInfo)reader;
        var include = new Include(reader.GetAttribute("file") ?? "", name - 1, XmlPlaces.EndOfTag(text, name), info.LineNumber, info.LinePosition);
        return include.File.Length > 0
            ? include
            : throw new InputException(include.Place(place), "<include> has no attribute 'file'", "Name the file to include.");
    }

    private sealed record Include(string File, int Start, int End, int Line, int Column)
    {
        public string Place(string path) => $"{path}:{Line}:{Column}";
    }
}
