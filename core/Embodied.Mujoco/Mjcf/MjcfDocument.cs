using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Mjcf;

/// <summary>An MJCF document that knows where each of its elements and attributes was written.</summary>
internal sealed class MjcfDocument
{
    private readonly List<Mark> _marks;

    private MjcfDocument(XElement root, string name, string? file, List<Mark> marks)
    {
        Root = root;
        Name = name;
        File = file;
        _marks = marks;
    }

    /// <summary>The <c>mujoco</c> element. Converters change it in place.</summary>
    public XElement Root { get; }

    /// <summary>The file, or what to call a document made in memory.</summary>
    public string Name { get; }

    /// <summary>The file, or null.</summary>
    public string? File { get; }

    /// <summary>Folder that relative paths start from, or null for a document made in memory.</summary>
    public string? Folder => File is null ? null : Path.GetDirectoryName(Path.GetFullPath(File));

    /// <summary>Parses a document whose includes are resolved.</summary>
    /// <exception cref="InputException">Not well-formed, or no MJCF.</exception>
    public static MjcfDocument Parse(string xml, string? file, string name)
    {
        XDocument document;
        try
        {
            document = XDocument.Parse(MjcfLeniency.Apply(xml, file ?? name), LoadOptions.SetLineInfo);
        }
        catch (XmlException e)
        {
            throw MjcfText.NotWellFormed(file ?? name, e);
        }

        var root = document.Root!;
        var marks = document.DescendantNodes().OfType<XProcessingInstruction>().Where(p => p.Target == MjcfText.LineMark).Select(ReadMark).OfType<Mark>().ToList();
        var result = new MjcfDocument(root, file ?? name, file, marks);
        if (root.Name.LocalName != "mujoco")
            throw new InputException(result.PlaceOf(root), $"is no MJCF: its root is <{root.Name.LocalName}>, not <mujoco>", "Give an MJCF file.");
        root.DescendantNodes().Where(n => n is XProcessingInstruction or XComment).ToList().ForEach(n => n.Remove());
        foreach (var attribute in root.DescendantsAndSelf().Attributes().Where(a => a.Value.Contains(MjcfLeniency.Ampersand, StringComparison.Ordinal)))
            attribute.Value = attribute.Value.Replace(MjcfLeniency.Ampersand, '&');
        MjcfEmptyWorld.Complete(root);
        MjcfNames.Complete(root);
        return result;
    }

    /// <summary><c>file:line:column</c> of an element or attribute.</summary>
    public string PlaceOf(XObject part)
    {
        var info = (IXmlLineInfo)part;
        if (!info.HasLineInfo())
            return part.Parent is { } parent ? PlaceOf(parent) : Name;
        var mark = _marks.LastOrDefault(m => m.At < info.LineNumber);
        return mark is null
            ? $"{Name}:{info.LineNumber}:{info.LinePosition}"
            : $"{mark.File}:{mark.Line + info.LineNumber - mark.At - 1}:{info.LinePosition}";
    }

    private static Mark? ReadMark(XProcessingInstruction mark)
    {
        var parts = mark.Data.Split(' ', 2);
        // A mark of ours, or an instruction of the user's that looks like one.
        return parts.Length == 2 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var line) ? new(((IXmlLineInfo)mark).LineNumber, line, parts[1]) : null;
    }

    private sealed record Mark(int At, int Line, string File);
}
