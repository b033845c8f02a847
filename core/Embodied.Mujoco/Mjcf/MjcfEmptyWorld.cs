using System.Xml.Linq;

namespace Embodied.Mujoco.Mjcf;

/// <summary>
/// Files without any body, which others include or code fills: the engine loads them as worlds in which nothing moves. They get one body without mass that
/// stays where it is, so that there is a root to speak of.
/// </summary>
internal static class MjcfEmptyWorld
{
    /// <summary>Name of the body.</summary>
    public const string Body = "nothing";

    /// <summary>Adds the body to a document that has none.</summary>
    public static void Complete(XElement root)
    {
        if (root.Elements("worldbody").Descendants("body").Any())
            return;
        var world = root.Element("worldbody");
        if (world is null)
            root.Add(world = new XElement("worldbody"));
        // Of the kind that the engine moves by nothing, so that no joint is added to it.
        world.Add(new XElement("body", new XAttribute("name", Body), new XAttribute("mocap", "true")));
    }

    /// <summary>Whether the only body of a document is the one that was added.</summary>
    public static bool Is(XElement root) => root.Elements("worldbody").Descendants("body").ToList() is [var only]
        && only.Attribute("name")?.Value == Body && only.Attribute("mocap") is not null && !only.HasElements;
}
