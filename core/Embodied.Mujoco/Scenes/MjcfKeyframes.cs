using System.Xml.Linq;
using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Geometry;

namespace Embodied.Mujoco.Scenes;

/// <summary>
/// Key frames hold the positions of a whole scene. They are kept when their body is the only one, with the free joint it may have been given
/// put in front; with other bodies beside it they would be incomplete and are left out.
/// </summary>
internal static class MjcfKeyframes
{
    public static void Merge(
        SceneDocument scene, MjcfDocument document, XElement top, RootChange change, Vec3 offset, bool isAlone, List<string> notes)
    {
        var keys = document.Root.Elements("keyframe").Elements("key").ToList();
        if (keys.Count == 0)
            return;
        var orientation = MjcfRoot.OrientationOf(top);
        var startsWithRoot = document.Root.Elements("worldbody").Descendants().FirstOrDefault(e => e.Name.LocalName is "joint" or "freejoint")?.Parent == top;
        if (!isAlone || change == RootChange.Other || orientation is null || !startsWithRoot || (offset != Vec3.Zero && change == RootChange.None))
        {
            notes.Add($"{document.PlaceOf(keys[0])}: {keys.Count} key frames were left out, because the scene has other positions than the file.");
            return;
        }

        foreach (var key in keys)
        {
            if (change == RootChange.AddedFree)
            {
                Prepend(key, "qpos", $"{MjcfNumber.Text(MjcfRoot.PositionOf(top))} {MjcfNumber.Text(orientation.Value)}");
                Prepend(key, "qvel", "0 0 0 0 0 0");
            }

            key.Remove();
            scene["keyframe"].Add(key);
        }
    }

    private static void Prepend(XElement key, string attribute, string numbers)
    {
        if (key.Attribute(attribute) is { } values)
            values.Value = $"{numbers} {values.Value}";
    }
}
