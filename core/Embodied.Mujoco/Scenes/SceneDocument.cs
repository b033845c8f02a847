using System.Xml;
using System.Xml.Linq;

namespace Embodied.Mujoco.Scenes;

/// <summary>The sections of one MJCF document while it is put together.</summary>
internal sealed class SceneDocument
{
    // The order in which the sections are written; assets and classes stand before what refers to them.
    private static readonly string[] SectionNames =
    [
        "compiler", "option", "size", "visual", "statistic", "extension", "custom", "default", "asset", "worldbody", "deformable",
        "contact", "equality", "tendon", "actuator", "sensor", "keyframe",
    ];

    private readonly Dictionary<string, XElement> _sections = SectionNames.ToDictionary(n => n, n => new XElement(n));

    public XElement this[string section] => _sections[section];

    public XElement World => _sections["worldbody"];

    public static bool IsSection(string name) => SectionNames.Contains(name, StringComparer.Ordinal);

    /// <summary>A child of a section, made when it is missing, e.g. <c>visual/map</c>.</summary>
    public XElement Part(string section, string name)
    {
        var parent = _sections[section];
        var part = parent.Element(name);
        if (part is null)
            parent.Add(part = new XElement(name));
        return part;
    }

    /// <summary>The document without empty sections.</summary>
    public string ToXml(string modelName)
    {
        var root = new XElement("mujoco", new XAttribute("model", modelName));
        foreach (var name in SectionNames)
        {
            if (_sections[name].HasElements || _sections[name].HasAttributes)
                root.Add(_sections[name]);
        }

        using var text = new StringWriter();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
            root.Save(writer);
        return text + "\n";
    }
}
