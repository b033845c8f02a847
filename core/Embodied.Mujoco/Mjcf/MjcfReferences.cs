using System.Xml.Linq;

namespace Embodied.Mujoco.Mjcf;

/// <summary>A place where a document names something: its own name or a reference.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Kind">What is named: <c>body</c>, <c>joint</c>, <c>class</c>…; null when the kind cannot be told.</param>
internal readonly record struct MjcfReference(XAttribute Attribute, string? Kind);

/// <summary>Finds all names that a document defines and refers to.</summary>
internal static class MjcfReferences
{
    private static readonly Dictionary<string, string> KindByAttribute = new(StringComparer.Ordinal)
    {
        ["class"] = "class",
        ["childclass"] = "class",
        ["body"] = "body",
        ["body1"] = "body",
        ["body2"] = "body",
        ["target"] = "body",
        ["joint"] = "joint",
        ["joint1"] = "joint",
        ["joint2"] = "joint",
        ["jointinparent"] = "joint",
        ["geom"] = "geom",
        ["geom1"] = "geom",
        ["geom2"] = "geom",
        ["sidesite"] = "site",
        ["site"] = "site",
        ["site1"] = "site",
        ["site2"] = "site",
        ["refsite"] = "site",
        ["cranksite"] = "site",
        ["slidersite"] = "site",
        ["tendon"] = "tendon",
        ["tendon1"] = "tendon",
        ["tendon2"] = "tendon",
        ["actuator"] = "actuator",
        ["camera"] = "camera",
        ["flex"] = "flex",
        ["instance"] = "instance",
        ["mesh"] = "mesh",
        ["hfield"] = "hfield",
        ["material"] = "material",
        ["texture"] = "texture",
    };

    // There the same words are colours and sizes.
    private static readonly string[] SectionsWithoutNames = ["compiler", "option", "size", "visual", "statistic"];

    private static readonly string[] Named = ["joint", "geom", "site", "camera", "light", "body"];

    /// <summary>Attributes that define a name.</summary>
    public static IEnumerable<MjcfReference> Definitions(XElement root)
    {
        foreach (var element in NamingElements(root))
        {
            if (element.Attribute("name") is { } name && KindOf(element) is { } kind)
                yield return new(name, kind);
        }
    }

    /// <summary>Attributes that refer to something by name.</summary>
    public static IEnumerable<MjcfReference> References(XElement root)
    {
        foreach (var element in NamingElements(root))
        {
            // A class's own name is a definition.
            foreach (var attribute in element.Attributes().Where(a => !(element.Name.LocalName == "default" && a.Name.LocalName == "class")))
            {
                if (attribute.Name.LocalName is "objname" or "refname")
                    yield return new(attribute, ObjectKind(element, attribute.Name.LocalName[..3] + "type"));
                else if (attribute.Name.LocalName == "prefix" && element.Name.LocalName == "composite")
                    yield return new(attribute, null);
                else if (KindByAttribute.TryGetValue(attribute.Name.LocalName, out var kind))
                    yield return new(attribute, kind);
            }
        }
    }

    /// <summary>Classes defined in the document, without the outermost one.</summary>
    public static IEnumerable<XAttribute> ClassDefinitions(XElement root) => root.Elements("default").Elements("default").DescendantsAndSelf("default")
        .Attributes("class");

    /// <summary>Whether the engine makes further names that do not stand in the text.</summary>
    public static bool MakesNames(XElement root) =>
        root.Descendants().Any(e => e.Name.LocalName is "composite" or "flexcomp" or "replicate" or "attach" or "plugin");

    /// <summary>Kind of thing an element is, as names are unique per kind; null for elements without a name.</summary>
    public static string? KindOf(XElement element)
    {
        var name = element.Name.LocalName;
        return element.Parent?.Name.LocalName switch
        {
            "worldbody" or "body" or "frame" or "replicate" => name == "freejoint" ? "joint" : Named.Contains(name) ? name : null,
            "tendon" => "tendon",
            "actuator" => "actuator",
            "sensor" => "sensor",
            "equality" => "equality",
            "asset" or "contact" or "custom" or "keyframe" or "deformable" => name,
            "plugin" when name == "instance" => "instance",
            _ => null,
        };
    }

    private static IEnumerable<XElement> NamingElements(XElement root) => root.Elements()
        .Where(s => !SectionsWithoutNames.Contains(s.Name.LocalName))
        .DescendantsAndSelf();

    private static string? ObjectKind(XElement element, string typeAttribute) => element.Attribute(typeAttribute)?.Value switch
    {
        "xbody" => "body",
        var kind => kind,
    };
}
