using System.Xml.Linq;
using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;

namespace Embodied.Mujoco.Scenes;

/// <summary>What was done to the joints of a root.</summary>
internal enum RootChange
{
    /// <summary>The file's own attachment stays.</summary>
    None,

    /// <summary>A free joint was added.</summary>
    AddedFree,

    /// <summary>The number of positions changed in another way.</summary>
    Other,
}

/// <summary>How the root of a document written by someone else is attached to the world.</summary>
internal static class MjcfRoot
{
    /// <summary>Gives the outermost body of the root the freedom that is wanted; null frees it unless the file attaches it by joints.</summary>
    public static RootChange Attach(MjcfDocument document, XElement top, RootFreedom? wanted, List<string> notes)
    {
        var joints = MjcfFreedom.JointsOf(top).ToList();
        var isFree = joints.Exists(new MjcfFreedom(new MjcfDefaults(document.Root)).IsFree);
        if (wanted is null or RootFreedom.Free)
        {
            if (joints.Count > 0 || top.Attribute("mocap")?.Value == "true")
                return RootChange.None;
            notes.Add($"{document.PlaceOf(top)}: the body '{top.Attribute("name")?.Value}' has no joint to the world and was given a free one.");
            Add(document, top, RootFreedom.Free);
            return RootChange.AddedFree;
        }

        if (isFree)
        {
            notes.Add($"{document.PlaceOf(joints[0])}: the free joint was taken out, because the root is to be {(wanted == RootFreedom.Fixed ? "fixed" : "planar")}.");
            joints.ForEach(j => j.Remove());
        }

        if (wanted == RootFreedom.Planar && (isFree || joints.Count == 0))
            Add(document, top, RootFreedom.Planar);
        return isFree || wanted == RootFreedom.Planar ? RootChange.Other : RootChange.None;
    }

    /// <summary>Position of a body in its parent.</summary>
    public static Vec3 PositionOf(XElement body) =>
        body.Attribute("pos") is { } attribute && MjcfNumber.TryParse(attribute.Value, out var p) ? new(p[0], p[1], p[2]) : Vec3.Zero;

    /// <summary>Orientation of a body in its parent; null when it is written in a way other than as a quaternion.</summary>
    public static Quat? OrientationOf(XElement body)
    {
        if (body.Attribute("axisangle") is not null || body.Attribute("xyaxes") is not null || body.Attribute("zaxis") is not null)
            return null;
        return body.Attribute("quat") is { } attribute && MjcfNumber.TryParse(attribute.Value, out var q) ? new(q[0], q[1], q[2], q[3]) : Quat.Identity;
    }

    private static void Add(MjcfDocument document, XElement top, RootFreedom freedom)
    {
        var taken = document.Root.Elements("worldbody").Descendants().Where(e => e.Name.LocalName is "joint" or "freejoint")
            .Attributes("name").Select(a => a.Value).ToHashSet(StringComparer.Ordinal);
        var prefix = "";
        while (taken.Contains(prefix + FigureWriter.RootJoint))
            prefix += "_";
        var joints = FigureWriter.RootJoints(freedom, prefix, PositionOf(top), OrientationOf(top) ?? Quat.Identity).ToList();
        // The file's classes say nothing about joints it does not hold.
        if (document.Root.Element("default") is not null)
            joints.Where(j => j.Name.LocalName == "joint").ToList().ForEach(j => j.SetAttributeValue("class", MjcfNamespace.SceneClass));
        top.AddFirst(joints);
    }
}
