using System.Xml.Linq;

namespace Embodied.Mujoco.Mjcf;

/// <summary>Attributes as the engine sees them: from the element itself, else from its class and that class's parents.</summary>
internal sealed class MjcfDefaults
{
    // All kinds of actuators share one set of defaults per class.
    private static readonly string[] Actuators =
        ["general", "motor", "position", "velocity", "intvelocity", "damper", "cylinder", "muscle", "adhesion", "orientation", "pid", "dcmotor"];

    private static readonly string[] Tendons = ["fixed", "spatial"];
    private static readonly string[] Equalities = ["connect", "weld", "joint", "tendon", "distance", "flex", "flexvert", "flexstrain"];

    private readonly Dictionary<string, XElement> _classes = new(StringComparer.Ordinal);
    private readonly List<XElement> _main;

    public MjcfDefaults(XElement root)
    {
        _main = [.. root.Elements("default")];
        foreach (var element in root.Elements("default").DescendantsAndSelf("default"))
        {
            if (element.Attribute("class") is { } name)
                _classes.TryAdd(name.Value, element);
        }
    }

    /// <summary>Names of all classes; <c>main</c> always exists.</summary>
    public IEnumerable<string> Names => _classes.Keys.Append("main").Distinct(StringComparer.Ordinal);

    /// <summary>Value of an attribute, or null when neither the element nor its classes give one.</summary>
    public string? ValueOf(XElement element, string attribute) => Find(element, attribute)?.Value;

    /// <summary>The attribute that decides, on the element or in a class, or null.</summary>
    public XAttribute? Find(XElement element, string attribute)
    {
        if (element.Attribute(attribute) is { } own)
            return own;
        var tags = TagsOf(element);
        foreach (var level in ClassesOf(element))
        {
            if (level.Elements().LastOrDefault(e => tags.Contains(e.Name.LocalName) && e.Attribute(attribute) is not null) is { } found)
                return found.Attribute(attribute);
        }

        return null;
    }

    /// <summary>Whether an element stands in a class rather than in the model.</summary>
    public static bool IsInClass(XElement element) => element.Ancestors("default").Any();

    private IEnumerable<XElement> ClassesOf(XElement element)
    {
        var start = IsInClass(element) ? element.Ancestors("default").First().Parent : ClassOf(element);
        for (var level = start; level is not null && level.Name.LocalName == "default"; level = level.Parent)
        {
            if (!_main.Contains(level))
                yield return level;
        }

        // Repeated sections describe one and the same outermost class.
        foreach (var main in _main.AsEnumerable().Reverse())
            yield return main;
    }

    private XElement? ClassOf(XElement element)
    {
        var name = element.Attribute("class")?.Value ?? element.Ancestors().Attributes("childclass").FirstOrDefault()?.Value;
        return name is null ? null : _classes.GetValueOrDefault(name);
    }

    private static string[] TagsOf(XElement element)
    {
        var name = element.Name.LocalName;
        return element.Parent?.Name.LocalName switch
        {
            "actuator" => Actuators,
            "tendon" when Tendons.Contains(name) => ["tendon"],
            "equality" when Equalities.Contains(name) => ["equality"],
            "default" when Actuators.Contains(name) => Actuators,
            _ => [name],
        };
    }
}
