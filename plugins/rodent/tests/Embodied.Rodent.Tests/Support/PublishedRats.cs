using System.Globalization;
using System.Xml.Linq;
using Embodied.Mujoco.Simulation;
using Embodied.Tests;

namespace Embodied.Rodent.Tests.Support;

/// <summary>The published MJCF files beside the checkout, prepared so that MuJoCo compiles them alone.</summary>
internal static class PublishedRats
{
    /// <summary>dm_control's rat with a free root; changed further by <paramref name="change"/>.</summary>
    public static MujocoModel DmControl(Action<XElement>? change = null) => Load("data/rodent/dm_control/rodent.xml", root =>
    {
        root.Element("asset")!.Remove();
        root.Element("worldbody")!.Element("body")!.AddFirst(new XElement("freejoint", new XAttribute("name", "root")));
        change?.Invoke(root);
    });

    /// <summary>Any of the files.</summary>
    public static MujocoModel Load(string shared, Action<XElement> change)
    {
        var document = XDocument.Load(SharedData.Require(shared));
        change(document.Root!);
        return MujocoModel.Load(document.ToString(), shared);
    }

    /// <summary>A plane at z = 0 like that of <see cref="FlatFloor"/>, first in the world.</summary>
    public static void AddFloor(XElement root) => root.Element("worldbody")!.AddFirst(new XElement(
        "geom",
        new XAttribute("name", "floor"),
        new XAttribute("type", "plane"),
        new XAttribute("size", "5 5 1"),
        new XAttribute("friction", "1 0.005 0.0001"),
        new XAttribute("solref", "0.02 1"),
        new XAttribute("contype", "1"),
        new XAttribute("conaffinity", "1"),
        new XAttribute("condim", "3")));

    /// <summary>foot_mods of walkers/rodent.py.</summary>
    public static void WidenPaws(XElement root)
    {
        Default(root, "ankle").SetAttributeValue("range", "-0.1 2.0");
        Default(root, "toe").SetAttributeValue("range", "-0.7 0.87");

        static XElement Default(XElement root, string name) =>
            root.Descendants("default").Single(d => (string?)d.Attribute("class") == name).Element("joint")!;
    }

    /// <summary>torque_actuators of walkers/rodent.py.</summary>
    public static void UseTorques(XElement root)
    {
        foreach (var actuator in root.Element("actuator")!.Elements())
        {
            actuator.SetAttributeValue("gainprm", ((string)actuator.Attribute("forcerange")!).Split(' ')[1]);
            actuator.SetAttributeValue("biastype", null);
            actuator.SetAttributeValue("biasprm", null);
        }
    }

    /// <summary>rescale_subtree of walkers/rescale.py, on the file: every explicit pos and size below the world.</summary>
    public static void Rescale(XElement root, double scale)
    {
        foreach (var attribute in root.Element("worldbody")!.Descendants().Attributes().Where(a => a.Name.LocalName is "pos" or "size" or "fromto"))
        {
            var scaled = attribute.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => scale * double.Parse(t, CultureInfo.InvariantCulture));
            attribute.Value = string.Join(' ', scaled.Select(x => x.ToString("R", CultureInfo.InvariantCulture)));
        }
    }
}
