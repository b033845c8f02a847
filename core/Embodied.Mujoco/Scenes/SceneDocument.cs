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

    public SceneDocument() => Root.Add(SectionNames.Select(n => new XElement(n)));

    /// <summary>The <c>mujoco</c> element with all sections, empty ones too.</summary>
    public XElement Root { get; } = new("mujoco");

    public XElement World => this["worldbody"];

    public XElement this[string section] => Root.Element(section)!;

    /// <summary>A child of a section, made when it is missing, e.g. <c>visual/map</c>.</summary>
    public XElement Part(string section, string name)
    {
        var parent = this[section];
        var part = parent.Element(name);
        if (part is null)
            parent.Add(part = new XElement(name));
        return part;
    }

    /// <summary>The document without empty sections.</summary>
    public string ToXml(string modelName)
    {
        var written = new XElement("mujoco", new XAttribute("model", modelName));
        written.Add(Root.Elements().Where(s => s.HasElements || s.HasAttributes));
        using var text = new StringWriter();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
            written.Save(writer);
        return text + "\n";
    }
}
