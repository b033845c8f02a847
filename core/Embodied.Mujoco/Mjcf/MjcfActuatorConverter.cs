using System.Xml.Linq;

namespace Embodied.Mujoco.Mjcf;

/// <summary>Rewrites actuators of MuJoCo 3 for 2.2.2 where an exact equivalent exists.</summary>
/// <param name="document">The document, changed in place; angles as the file has them.</param>
/// <param name="note">Receives a part and what was done to it.</param>
/// <param name="problems">Receives what cannot be done.</param>
internal sealed class MjcfActuatorConverter(MjcfDocument document, Action<XObject, string> note, MjcfProblems problems)
{
    private readonly MjcfDefaults _defaults = new(document.Root);

    public void Convert()
    {
        foreach (var actuator in document.Root.Elements("actuator").Elements().ToList())
        {
            if (actuator.Name.LocalName == "adhesion")
                StateControlRange(actuator);
            if (actuator.Name.LocalName == "position")
            {
                InheritRange(actuator);
                WriteVelocityGain(actuator);
            }
        }

        // What the elements took from their classes stands on them now.
        foreach (var inherited in document.Root.Elements("default").Descendants("position").Attributes().Where(a => a.Name.LocalName is "kv" or "inheritrange").ToList())
            inherited.Remove();
    }

    // 2.2.2 wants it on each element and does not look into the class.
    private void StateControlRange(XElement adhesion)
    {
        if (adhesion.Attribute("ctrlrange") is not null || _defaults.ValueOf(adhesion, "ctrlrange") is not { } range)
            return;
        note(adhesion, "'ctrlrange' of <adhesion> was copied from its class");
        adhesion.SetAttributeValue("ctrlrange", range);
    }

    // Controls span the joint's range, shrunk or stretched about its middle.
    private void InheritRange(XElement position)
    {
        if (_defaults.Find(position, "inheritrange") is not { } inherit || !MjcfNumber.TryParse(inherit.Value, out var factor) || factor is not [> 0])
            return;
        var joint = document.Root.Elements("worldbody").Descendants("joint")
            .FirstOrDefault(j => j.Attribute("name")?.Value == position.Attribute("joint")?.Value && j.Attribute("name") is not null);
        if (joint is null || _defaults.ValueOf(joint, "range") is not { } text || !MjcfNumber.TryParse(text, out var range) || range.Length != 2)
        {
            problems.Add(position, "'inheritrange' of <position> needs a joint with a range; write 'ctrlrange' instead");
            return;
        }

        var unit = IsInDegrees() && _defaults.ValueOf(joint, "type") != "slide" ? Math.PI / 180 : 1;
        var (middle, half) = ((range[0] + range[1]) / 2 * unit, (range[1] - range[0]) / 2 * unit * factor[0]);
        note(position, "'inheritrange' of <position> was written as 'ctrlrange'");
        position.SetAttributeValue("ctrlrange", MjcfNumber.Text(middle - half, middle + half));
        position.SetAttributeValue("ctrllimited", "true");
        position.SetAttributeValue("inheritrange", null);
    }

    // force = kp (control − length) − kv velocity: the general actuator says the same.
    private void WriteVelocityGain(XElement position)
    {
        if (_defaults.Find(position, "kv") is not { } damping || !MjcfNumber.TryParse(damping.Value, out var kv) || kv.Length != 1)
            return;
        var kp = _defaults.ValueOf(position, "kp") is { } text && MjcfNumber.TryParse(text, out var values) && values.Length == 1 ? values[0] : 1;
        note(position, "<position> with 'kv' was written as <general> with the same gain and bias");
        position.Name = "general";
        position.SetAttributeValue("kp", null);
        position.SetAttributeValue("kv", null);
        position.SetAttributeValue("dyntype", "none");
        position.SetAttributeValue("gaintype", "fixed");
        position.SetAttributeValue("gainprm", MjcfNumber.Text(kp));
        position.SetAttributeValue("biastype", "affine");
        position.SetAttributeValue("biasprm", MjcfNumber.Text(0, -kp, -kv[0]));
    }

    private bool IsInDegrees() => document.Root.Elements("compiler").Attributes("angle").LastOrDefault()?.Value != "radian";
}
