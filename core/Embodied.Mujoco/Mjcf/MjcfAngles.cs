using System.Xml.Linq;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;

namespace Embodied.Mujoco.Mjcf;

/// <summary>
/// Brings a document to radians and to one sequence of Euler angles, so that documents can be put together. Degrees concern joint limits and
/// references of hinges and balls, Euler angles and the angle of axis-angle; controls, key frames and camera openings keep their units.
/// </summary>
internal static class MjcfAngles
{
    private const double RadiansPerDegree = Math.PI / 180;

    private static readonly string[] JointAngles = ["range", "ref", "springref"];

    public static void ToRadians(MjcfDocument document)
    {
        var compiler = document.Root.Elements("compiler").ToList();
        var sequence = compiler.Attributes("eulerseq").LastOrDefault();
        var unit = compiler.Attributes("angle").LastOrDefault()?.Value == "radian" ? 1 : RadiansPerDegree;
        RefuseGlobalCoordinates(document, compiler);
        if (sequence is not null && !IsSequence(sequence.Value))
            throw new InputException(document.PlaceOf(sequence), $"eulerseq is '{sequence.Value}'; expected three of x y z X Y Z");
        foreach (var euler in document.Root.Descendants().Attributes("euler").ToList())
            ToQuaternion(euler, sequence?.Value ?? "xyz", unit);
        if (unit != 1)
        {
            KeepSlidesInLength(document.Root);
            ScaleAngles(document.Root, unit);
        }

        compiler.Attributes().Where(a => a.Name.LocalName is "angle" or "eulerseq" or "coordinate").ToList().ForEach(a => a.Remove());
    }

    private static bool IsSequence(string text) => text.Length == 3 && text.All("xyzXYZ".Contains);

    private static void RefuseGlobalCoordinates(MjcfDocument document, List<XElement> compiler)
    {
        if (compiler.Attributes("coordinate").LastOrDefault() is { Value: "global" } coordinate)
        {
            throw new InputException(
                document.PlaceOf(coordinate),
                "the file is written in global coordinates, which newer engines no longer read",
                "Save the model in local coordinates: compile FILE.xml to a new .xml with an old engine.");
        }
    }

    // Lower case turns about the axes as they move, upper case about the fixed ones.
    private static void ToQuaternion(XAttribute attribute, string sequence, double unit)
    {
        if (!MjcfNumber.TryParse(attribute.Value, out var angles) || angles.Length != 3)
            return;
        var element = attribute.Parent!;
        if (element.Name.LocalName == "replicate")
        {
            // It has no quaternion to be written instead.
            attribute.Value = MjcfNumber.Text(angles[0] * unit, angles[1] * unit, angles[2] * unit);
            return;
        }

        var rotation = Quat.Identity;
        for (var i = 0; i < 3; i++)
        {
            var turn = Quat.FromAxisAngle(AxisOf(sequence[i]), angles[i] * unit);
            rotation = char.IsLower(sequence[i]) ? rotation * turn : turn * rotation;
        }

        attribute.Remove();
        element.SetAttributeValue("quat", MjcfNumber.Text(rotation));
    }

    private static Vec3 AxisOf(char letter) => char.ToLowerInvariant(letter) switch
    {
        'x' => new(1, 0, 0),
        'y' => new(0, 1, 0),
        _ => new(0, 0, 1),
    };

    // A slide may take limits from a class that hinges share; after conversion the class is in radians, so the slide states its own.
    private static void KeepSlidesInLength(XElement root)
    {
        var defaults = new MjcfDefaults(root);
        foreach (var slide in root.Elements("worldbody").Descendants("joint").Where(j => defaults.ValueOf(j, "type") == "slide"))
        {
            foreach (var name in JointAngles)
            {
                if (slide.Attribute(name) is null && defaults.ValueOf(slide, name) is { } inherited)
                    slide.SetAttributeValue(name, inherited);
            }
        }
    }

    private static void ScaleAngles(XElement root, double unit)
    {
        var defaults = new MjcfDefaults(root);
        var joints = root.Elements("worldbody").Descendants("joint").Where(j => defaults.ValueOf(j, "type") is not ("slide" or "free"));
        var classes = root.Elements("default").Descendants("joint");
        foreach (var attribute in joints.Concat(classes).Attributes().Where(a => JointAngles.Contains(a.Name.LocalName)).ToList())
            Scale(attribute, unit, 0);
        foreach (var attribute in root.Descendants().Attributes("axisangle").ToList())
            Scale(attribute, unit, 3);
    }

    private static void Scale(XAttribute attribute, double unit, int from)
    {
        if (!MjcfNumber.TryParse(attribute.Value, out var values))
            return;
        for (var i = from; i < values.Length; i++)
            values[i] *= unit;
        attribute.Value = MjcfNumber.Text(values);
    }
}
