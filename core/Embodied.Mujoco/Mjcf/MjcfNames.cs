using System.Xml.Linq;

namespace Embodied.Mujoco.Mjcf;

/// <summary>
/// Names what a controller, a task or a report must be able to speak of and the file left without a name: bodies, joints and actuators. Names follow from
/// what stands there (<c>shin_joint</c>, <c>motor_ankle</c>), with a number where that is not enough, and are the same for every reading of the file.
/// </summary>
internal static class MjcfNames
{
    private static readonly string[] Targets = ["joint", "jointinparent", "tendon", "site", "body", "cranksite"];

    /// <summary>Adds the names that are missing.</summary>
    public static void Complete(XElement root)
    {
        var taken = MjcfReferences.Definitions(root).ToLookup(d => d.Kind!, d => d.Attribute.Value)
            .ToDictionary(g => g.Key, g => g.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var body in Unnamed(root, "body"))
            Name(body, "body", body.Parent?.Name.LocalName == "body" ? $"{body.Parent.Attribute("name")!.Value}_part" : "body", taken);
        foreach (var joint in Unnamed(root, "joint"))
            Name(joint, "joint", joint.Name.LocalName == "freejoint" ? "root" : $"{BodyOf(joint)}_joint", taken);
        foreach (var actuator in Unnamed(root, "actuator"))
            Name(actuator, "actuator", $"{actuator.Name.LocalName}_{TargetOf(actuator)}", taken);
    }

    private static List<XElement> Unnamed(XElement root, string kind) =>
        [.. root.Descendants().Where(e => e.Attribute("name") is null && MjcfReferences.KindOf(e) == kind && e.Name.NamespaceName.Length == 0)];

    private static string BodyOf(XElement joint) => joint.Ancestors("body").FirstOrDefault()?.Attribute("name")?.Value ?? "world";

    private static string TargetOf(XElement actuator) => Targets.Select(t => actuator.Attribute(t)?.Value).FirstOrDefault(v => v is not null) ?? "nothing";

    private static void Name(XElement element, string kind, string stem, Dictionary<string, HashSet<string>> taken)
    {
        if (!taken.TryGetValue(kind, out var names))
            taken[kind] = names = new(StringComparer.Ordinal);
        var name = stem;
        for (var number = 2; !names.Add(name); number++)
            name = $"{stem}{number}";
        element.SetAttributeValue("name", name);
    }
}
