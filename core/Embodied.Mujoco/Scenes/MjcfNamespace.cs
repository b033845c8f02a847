using System.Xml.Linq;
using Embodied.Mujoco.Mjcf;

namespace Embodied.Mujoco.Scenes;

/// <summary>Gives a document names and classes of its own within a scene.</summary>
internal static class MjcfNamespace
{
    /// <summary>The outermost class of the scene. It is empty, so that the classes of one body do not reach into another.</summary>
    public const string SceneClass = "main";

    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    public static void Apply(MjcfDocument document, MjcfPlacement placement)
    {
        var root = document.Root;
        var main = NestClasses(root, placement);
        // Collect first: renaming one changes what the other would find.
        var definitions = MjcfReferences.Definitions(root).ToList();
        var references = MjcfReferences.References(root).Where(r => r.Kind != "class" && r.Attribute.Value != "world").ToList();
        foreach (var (attribute, _) in definitions.Concat(references))
            attribute.Value = string.Join(' ', attribute.Value.Split(Blanks, StringSplitOptions.RemoveEmptyEntries).Select(n => placement.Prefix + n));
        if (main is not null)
            ApplyMainClass(root, main, MjcfSchema.For(placement.EngineVersion));
    }

    // All classes of the document move into one class beneath the scene's outermost one; its name is returned, or null without classes.
    private static string? NestClasses(XElement root, MjcfPlacement placement)
    {
        var sections = root.Elements("default").ToList();
        var names = MjcfReferences.ClassDefinitions(root).Select(a => a.Value).ToHashSet(StringComparer.Ordinal);
        var outermost = sections.Attributes("class").Select(a => a.Value).Append("main").ToHashSet(StringComparer.Ordinal);
        var main = $"{placement.Prefix}{(placement.Prefix.Length == 0 ? "body" : "main")}";
        while (names.Contains(main) || names.Select(n => placement.Prefix + n).Contains(main, StringComparer.Ordinal))
            main += "_";

        foreach (var attribute in ClassAttributes(root).ToList())
        {
            // What the scene added refers to the scene's class.
            if (attribute.Value == SceneClass && attribute.Parent!.Attribute("name")?.Value.Contains(FigureWriter.RootJoint + "_", StringComparison.Ordinal) == true)
                continue;
            attribute.Value = outermost.Contains(attribute.Value) ? main : placement.Prefix + attribute.Value;
        }

        if (sections.Count == 0)
            return null;
        var merged = new XElement("default", new XAttribute("class", main));
        foreach (var child in sections.Elements().ToList())
        {
            child.Remove();
            if (child.Name.LocalName != "default" && merged.Element(child.Name) is { } same)
                child.Attributes().ToList().ForEach(a => same.SetAttributeValue(a.Name, a.Value));
            else
                merged.Add(child);
        }

        sections.ForEach(s => s.Remove());
        root.AddFirst(merged);
        return main;
    }

    private static IEnumerable<XAttribute> ClassAttributes(XElement root) =>
        root.Descendants().Attributes().Where(a => a.Name.LocalName is "class" or "childclass" && !IsOutermost(a.Parent!));

    private static bool IsOutermost(XElement element) => element.Name.LocalName == "default" && element.Parent?.Name.LocalName == "mujoco";

    private static void ApplyMainClass(XElement root, string main, MjcfSchema schema)
    {
        foreach (var child in root.Elements("worldbody").Elements())
            child.SetDefault(child.Name.LocalName is "body" or "frame" or "replicate" ? "childclass" : "class", main);
        foreach (var section in root.Elements().Where(s => s.Name.LocalName is not ("worldbody" or "default")))
        {
            foreach (var element in section.Elements().Where(e => schema.Knows(MjcfSchema.PathOf(e), "class")))
                element.SetDefault("class", main);
        }
    }
}
