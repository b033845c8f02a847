using System.Xml.Linq;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Mjcf;

/// <summary>Finds values that the engine would refuse with the line of the composed scene, and says the line of the file instead.</summary>
internal static class MjcfValueCheck
{
    // Attributes that hold the same number of numbers wherever they stand: fewest and most.
    private static readonly Dictionary<string, (int Fewest, int Most)> Counts = new(StringComparer.Ordinal)
    {
        ["pos"] = (3, 3),
        ["quat"] = (4, 4),
        ["euler"] = (3, 3),
        ["axisangle"] = (4, 4),
        ["xyaxes"] = (6, 6),
        ["zaxis"] = (3, 3),
        ["axis"] = (3, 3),
        ["fromto"] = (6, 6),
        ["range"] = (1, 2),
        ["rgba"] = (3, 4),
        ["mass"] = (1, 1),
        ["density"] = (1, 1),
        ["gear"] = (1, 6),
        ["ctrlrange"] = (2, 2),
        ["forcerange"] = (2, 2),
        ["actrange"] = (2, 2),
        ["diaginertia"] = (3, 3),
        ["fullinertia"] = (6, 6),
        ["stiffness"] = (1, 3),
        ["damping"] = (1, 3),
        ["armature"] = (1, 1),
        ["frictionloss"] = (1, 1),
        ["springref"] = (1, 1),
        ["ref"] = (1, 1),
        ["timestep"] = (1, 1),
        ["gravity"] = (3, 3),
        ["contype"] = (1, 1),
        ["conaffinity"] = (1, 1),
        ["condim"] = (1, 1),
        ["priority"] = (1, 1),
        ["friction"] = (1, 5),
        ["solref"] = (1, 2),
        ["solimp"] = (1, 5),
        ["fovy"] = (1, 1),
        ["kp"] = (1, 1),
        ["coef"] = (1, 1),
        ["biasprm"] = (1, 10),
        ["gainprm"] = (1, 10),
        ["dynprm"] = (1, 10),
        ["dir"] = (3, 3),
        ["margin"] = (1, 1),
        ["gap"] = (1, 1),
    };

    // Elsewhere these words mean something else.
    private static readonly string[] Sections = ["default", "worldbody", "tendon", "actuator", "contact", "option"];

    private static readonly string[] Switches = ["enable", "disable"];

    private static readonly Dictionary<string, string[]> Choices = new(StringComparer.Ordinal)
    {
        ["joint/type"] = ["free", "ball", "slide", "hinge"],
        ["geom/type"] = ["plane", "hfield", "sphere", "capsule", "ellipsoid", "cylinder", "box", "mesh", "sdf"],
        ["site/type"] = ["sphere", "capsule", "ellipsoid", "cylinder", "box"],
        ["camera/mode"] = ["fixed", "track", "trackcom", "targetbody", "targetbodycom"],
        ["compiler/angle"] = ["degree", "radian"],
        ["compiler/coordinate"] = ["local", "global"],
    };

    public static void Check(MjcfDocument document, MjcfProblems problems)
    {
        foreach (var section in document.Root.Elements())
        {
            var numeric = Sections.Contains(section.Name.LocalName);
            foreach (var attribute in section.DescendantsAndSelf().Attributes())
            {
                if (attribute.Parent!.Name.LocalName == "flag")
                    CheckFlag(attribute, problems);
                else if (numeric && Counts.TryGetValue(attribute.Name.LocalName, out var count) && !IsComposite(attribute.Parent!))
                    CheckNumbers(attribute, count.Fewest, count.Most, problems);
                CheckChoice(attribute, problems);
            }
        }
    }

    // Flags have the names of what they switch.
    private static void CheckFlag(XAttribute flag, MjcfProblems problems)
    {
        if (!Switches.Contains(flag.Value))
            problems.Add(flag, $"the flag '{flag.Name.LocalName}' is '{flag.Value}'. {NearestName.Hint(flag.Value, Switches)}");
    }

    private static bool IsComposite(XElement element) => element.AncestorsAndSelf().Any(e => e.Name.LocalName is "composite" or "flexcomp" or "plugin");

    private static void CheckNumbers(XAttribute attribute, int fewest, int most, MjcfProblems problems)
    {
        var label = $"attribute '{attribute.Name.LocalName}' of <{attribute.Parent!.Name.LocalName}>";
        if (!MjcfNumber.TryParse(attribute.Value, out var values))
        {
            problems.Add(attribute, $"{label} is '{attribute.Value}'; expected {Expected(fewest, most)}");
        }
        else if (values.Length < fewest || values.Length > most)
        {
            problems.Add(attribute, $"{label} holds {values.Length} numbers; expected {Expected(fewest, most)}");
        }
        else if (!values.All(double.IsFinite))
        {
            problems.Add(attribute, $"{label} is '{attribute.Value}'; expected finite numbers");
        }
    }

    private static string Expected(int fewest, int most) => (fewest, most) switch
    {
        (1, 1) => "one number",
        _ when fewest == most => $"{fewest} numbers",
        _ => $"{fewest} to {most} numbers",
    };

    private static void CheckChoice(XAttribute attribute, MjcfProblems problems)
    {
        var element = attribute.Parent!.Name.LocalName;
        if (Choices.TryGetValue($"{element}/{attribute.Name.LocalName}", out var valid) && !valid.Contains(attribute.Value) && !IsComposite(attribute.Parent))
        {
            problems.Add(
                attribute,
                $"attribute '{attribute.Name.LocalName}' of <{element}> is '{attribute.Value}'. {NearestName.Hint(attribute.Value, valid)}");
        }
    }
}
