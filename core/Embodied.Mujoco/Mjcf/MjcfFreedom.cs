using System.Xml.Linq;

namespace Embodied.Mujoco.Mjcf;

/// <summary>How bodies of a file move against what carries them.</summary>
/// <param name="defaults">The classes of the file.</param>
internal sealed class MjcfFreedom(MjcfDefaults defaults)
{
    private static readonly (string Type, string Axis)[] Plane = [("slide", "1 0 0"), ("slide", "0 1 0"), ("hinge", "0 0 1")];

    /// <summary>Joints of a body, free ones included.</summary>
    public static IEnumerable<XElement> JointsOf(XElement body) => body.Elements().Where(e => e.Name.LocalName is "joint" or "freejoint");

    /// <summary>Whether a body is given a free joint when it is the root: it stands in the world and nothing moves it.</summary>
    public static bool IsGivenFreeJoint(XElement body) =>
        body.Parent?.Name.LocalName == "worldbody" && body.Attribute("mocap")?.Value != "true" && !JointsOf(body).Any();

    /// <summary>Whether one of a body's joints is free.</summary>
    public bool HasFreeJoint(XElement body) => JointsOf(body).Any(IsFree);

    /// <summary>Whether a joint is free.</summary>
    public bool IsFree(XElement joint) => joint.Name.LocalName == "freejoint" || defaults.ValueOf(joint, "type") == "free";

    /// <summary>Whether a body moves in the plane of the ground, as a root that was made planar does.</summary>
    public bool IsPlanar(XElement body)
    {
        var joints = JointsOf(body).Take(Plane.Length).ToList();
        return joints.Count == Plane.Length && joints.Zip(Plane).All(p => IsAlong(p.First, p.Second.Type, p.Second.Axis));
    }

    private bool IsAlong(XElement joint, string type, string axis) =>
        (defaults.ValueOf(joint, "type") ?? "hinge") == type
        && MjcfNumber.TryParse(defaults.ValueOf(joint, "axis") ?? "0 0 1", out var given) && MjcfNumber.TryParse(axis, out var wanted) && given.SequenceEqual(wanted);
}
