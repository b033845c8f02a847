using System.Globalization;
using System.Xml.Linq;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Tests;

namespace Embodied.Registration.Tests.Support;

/// <summary>
/// The body and keypoints of the golden registration, read from the published MJCF by a reader that knows only what kinematics needs, scaled as the
/// golden was: positions of segments and offsets, not the joints' anchors; with the changed foot ranges.
/// </summary>
internal static class RealBody
{
    private static readonly string[] FileOrder =
    [
        "Snout skull", "EarL skull", "EarR skull", "SpineF vertebra_cervical_5 R -.015 0 0", "SpineM vertebra_1 R", "SpineL pelvis R", "TailBase pelvis",
        "ShoulderL scapula_L . .0287 .00984 -.02542", "ElbowL upper_arm_L . -.01593120836133218 .01035528543486592 -.02230369170586505",
        "WristL lower_arm_L", "HandL hand_L R .003031746915839468 .001515873457919734 -.008337304018558537",
        "ShoulderR scapula_R . .0287 -.00984 -.02542", "ElbowR upper_arm_R . -.01593120836133218 -.01035528543486592 -.02230369170586505",
        "WristR lower_arm_R", "HandR hand_R R .003031746915839468 -.001515873457919734 -.008337304018558537",
        "HipL pelvis . -.015 .015 0", "KneeL upper_leg_L . .01542264534586861 .01747899805865108 -.02570440890978101",
        "AnkleL lower_leg_L . -.03230154033783406 -.004727054683585472 -.02205958852339887",
        "FootL foot_L . .02109994311367263 .007614327297542731 -.002752166493087734",
        "HipR pelvis . -.015 -.015 0", "KneeR upper_leg_R . .01542264534586861 -.01747899805865108 -.02570440890978101",
        "AnkleR lower_leg_R . -.03230154033783406 .004727054683585472 -.02205958852339887",
        "FootR foot_R . .02109994311367263 -.007614327297542731 -.002752166493087734",
    ];

    public static BodyFigures Figures(double scale)
    {
        var root = XDocument.Load(SharedData.Require("data/rodent/dm_control/rodent.xml")).Root!;
        var defaults = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var top in root.Elements("default"))
            Defaults(top, [], defaults);
        var segments = new List<Segment>();
        foreach (var body in root.Element("worldbody")!.Elements("body"))
            Add(body, null, null, scale, defaults, segments);
        return new() { Name = "real", Segments = segments };
    }

    public static BodyRoles Roles(double scale)
    {
        string[] trunk = ["SpineF", "SpineL", "SpineM", "HipL", "HipR", "ShoulderL", "ShoulderR", "TailBase"];
        string[] lines =
        [
            "SpineF SpineM", "SpineM SpineL", "SpineL TailBase", "SpineF ShoulderL", "SpineF ShoulderR", "ShoulderL ElbowL", "ShoulderR ElbowR",
            "ElbowL WristL", "ElbowR WristR", "WristL HandL", "WristR HandR", "SpineL HipL", "SpineL HipR", "HipL KneeL", "HipR KneeR",
            "KneeL AnkleL", "KneeR AnkleR", "AnkleL FootL", "AnkleR FootR", "Snout SpineF",
        ];
        return new()
        {
            Root = "torso",
            Keypoints = [.. FileOrder.Select(line => line.Split(' ')).Select(w => new Keypoint
            {
                Name = w[0],
                Segment = w[1],
                Regularized = w is [_, _, "R", ..],
                Trunk = trunk.Contains(w[0]),
                Offset = w.Length == 6 ? scale * Vector(string.Join(' ', w[3..])) : Vec3.Zero,
            })],
            Skeleton = [.. lines.Select(l => l.Split(' ')).Select(l => new KeypointLine(l[0], l[1]))],
        };
    }

    private static void Defaults(XElement element, Dictionary<string, string> inherited, Dictionary<string, Dictionary<string, string>> all)
    {
        var own = new Dictionary<string, string>(inherited, StringComparer.Ordinal);
        foreach (var attribute in element.Elements("joint").Attributes())
            own[attribute.Name.LocalName] = attribute.Value;
        all[element.Attribute("class")?.Value ?? "main"] = own;
        foreach (var child in element.Elements("default"))
            Defaults(child, own, all);
    }

    private static void Add(
        XElement body, string? parent, string? childClass, double scale, Dictionary<string, Dictionary<string, string>> defaults, List<Segment> segments)
    {
        childClass = body.Attribute("childclass")?.Value ?? childClass;
        var name = body.Attribute("name")!.Value;
        segments.Add(new()
        {
            Name = name,
            Parent = parent,
            Position = scale * Vector(body.Attribute("pos")?.Value ?? "0 0 0"),
            Orientation = Orientation(body),
            Joints = [.. body.Elements("joint").Select(j => Hinge(j, childClass, defaults))],
        });
        foreach (var child in body.Elements("body"))
            Add(child, name, childClass, scale, defaults, segments);
    }

    private static Joint Hinge(XElement joint, string? childClass, Dictionary<string, Dictionary<string, string>> defaults)
    {
        var inherited = defaults[joint.Attribute("class")?.Value ?? childClass ?? "main"];
        string? Value(string key) => joint.Attribute(key)?.Value ?? inherited.GetValueOrDefault(key);
        var name = joint.Attribute("name")!.Value;
        var range = Value("range")!.Split(' ').Select(x => double.Parse(x, CultureInfo.InvariantCulture)).ToArray();
        return new()
        {
            Name = name,
            Axis = Vector(Value("axis")!),
            Position = Vector(Value("pos") ?? "0 0 0"),
            Range = name[..^1] switch
            {
                "ankle_" => new(-0.1, 2.0),
                "toe_" => new(-0.7, 0.87),
                _ => new(range[0], range[1]),
            },
        };
    }

    private static Quat Orientation(XElement body)
    {
        if (body.Attribute("quat") is { } quat)
        {
            var q = quat.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(x => double.Parse(x, CultureInfo.InvariantCulture)).ToArray();
            return new Quat(q[0], q[1], q[2], q[3]).Normalized();
        }
        var euler = Vector(body.Attribute("euler")?.Value ?? "0 0 0");
        return Quat.FromAxisAngle(new(1, 0, 0), euler.X) * Quat.FromAxisAngle(new(0, 1, 0), euler.Y) * Quat.FromAxisAngle(new(0, 0, 1), euler.Z);
    }

    private static Vec3 Vector(string text)
    {
        var v = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(x => double.Parse(x, CultureInfo.InvariantCulture)).ToArray();
        return new(v[0], v[1], v[2]);
    }
}
