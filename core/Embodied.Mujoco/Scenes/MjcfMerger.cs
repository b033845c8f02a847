using System.Xml.Linq;
using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Mujoco.Scenes;

/// <summary>Writes a body that someone else wrote as MJCF into a scene.</summary>
internal sealed class MjcfMerger(SceneDocument scene, MjcfSettings settings, List<string> notes)
{
    private static readonly string[] MovedSections =
        ["asset", "worldbody", "deformable", "contact", "equality", "tendon", "actuator", "sensor", "custom", "extension"];

    /// <summary>Converts, prefixes and merges.</summary>
    /// <exception cref="InputException">The document is broken or does not go together with the rest of the scene.</exception>
    public MergedBody Merge(PlacedBody placed, MjcfSource source, MjcfPlacement placement)
    {
        var document = MjcfPreparation.Prepare(source, placed.Body.Id, placement.EngineVersion, notes);
        var root = RoleRoot(document, placed.Body);
        var top = root.AncestorsAndSelf("body").Last();
        var freedom = MjcfRoot.Attach(document, top, source.Root, notes);
        MoveBy(top, placed.Offset);
        if (placement.HasArena)
            MjcfWorld.Remove(document, top, notes);
        MjcfKeyframes.Merge(scene, document, top, freedom, placed.Offset, placement.IsAlone, notes);
        settings.Merge(document, placement);
        var merged = new MergedBody(
            root,
            MjcfExtent.Of(root, new MjcfDefaults(document.Root)),
            document.Root.Elements("worldbody").Descendants("light").Any(),
            document.Root.Elements("asset").Elements("texture").Any(t => t.Attribute("type")?.Value == "skybox"));
        MjcfNamespace.Apply(document, placement);
        Move(document);
        return merged;
    }

    private static XElement RoleRoot(MjcfDocument document, IBody body)
    {
        var bodies = document.Root.Elements("worldbody").Descendants("body").ToList();
        if (bodies.Find(b => b.Attribute("name")?.Value == body.Roles.Root) is { } root)
            return root;
        var names = bodies.Select(b => b.Attribute("name")?.Value).OfType<string>();
        throw new InputException(document.Name, $"has no body named '{body.Roles.Root}', which the roles call its root", NearestName.Hint(body.Roles.Root, names));
    }

    private static void MoveBy(XElement top, Vec3 offset)
    {
        if (offset == Vec3.Zero)
            return;
        var position = MjcfRoot.PositionOf(top);
        top.SetAttributeValue("pos", MjcfNumber.Text(position + offset));
    }

    private void Move(MjcfDocument document)
    {
        foreach (var section in document.Root.Elements().Where(s => MovedSections.Contains(s.Name.LocalName)).ToList())
        {
            foreach (var child in section.Elements().ToList())
            {
                // Without a parent it is moved, not copied: the caller keeps hold of it.
                child.Remove();
                scene[section.Name.LocalName].Add(child);
            }
        }

        var classes = document.Root.Elements("default").ToList();
        foreach (var element in classes)
        {
            element.Remove();
            scene["default"].Add(element);
        }
    }
}
