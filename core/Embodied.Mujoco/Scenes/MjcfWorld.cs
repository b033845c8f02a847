using System.Xml.Linq;
using Embodied.Mujoco.Mjcf;

namespace Embodied.Mujoco.Scenes;

/// <summary>Takes the world out of a document written by someone else, when the scene brings its own.</summary>
internal static class MjcfWorld
{
    public static void Remove(MjcfDocument document, XElement top, List<string> notes)
    {
        var root = document.Root;
        var defaults = new MjcfDefaults(root);
        var removed = root.Elements("worldbody").Elements("geom")
            .Concat(root.Elements("worldbody").Elements("body").Where(b => b != top && IsFloor(b, defaults)))
            .Concat(root.Elements("worldbody").Descendants("light"))
            .Concat(root.Elements("asset").Elements("texture").Where(t => t.Attribute("type")?.Value == "skybox"))
            .ToList();
        if (removed.Count == 0)
            return;
        var kinds = removed.GroupBy(e => e.Name.LocalName).Select(g => $"{g.Count()} <{g.Key}>");
        notes.Add($"{document.Name}: the scene has its own arena; the file's {string.Join(", ", kinds)} of the world were left out.");
        removed.ForEach(e => e.Remove());
        RemoveDangling(document, notes);
    }

    // A static body that holds nothing but planes.
    private static bool IsFloor(XElement body, MjcfDefaults defaults) =>
        !body.DescendantsAndSelf().Any(e => e.Name.LocalName is "joint" or "freejoint" or "site" or "camera" || e.Attribute("mocap") is not null)
        && body.Descendants("geom").Any()
        && body.Descendants("geom").All(g => defaults.ValueOf(g, "type") == "plane");

    private static void RemoveDangling(MjcfDocument document, List<string> notes)
    {
        if (MjcfReferences.MakesNames(document.Root))
            return;
        var names = MjcfReferences.Definitions(document.Root).Select(d => (d.Kind, d.Attribute.Value)).ToHashSet();
        var dangling = MjcfReferences.References(document.Root)
            .Where(r => r.Kind is "geom" or "body" && r.Attribute.Value != "world" && !names.Contains((r.Kind, r.Attribute.Value)))
            .Select(r => r.Attribute.Parent!)
            .Where(e => e.Parent?.Name.LocalName is "contact" or "sensor" or "equality")
            .Distinct()
            .ToList();
        foreach (var element in dangling)
        {
            notes.Add($"{document.PlaceOf(element)}: <{element.Name.LocalName}> was left out, because it refers to the file's own world.");
            element.Remove();
        }
    }
}
