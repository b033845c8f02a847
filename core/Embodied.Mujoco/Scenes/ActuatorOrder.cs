using System.Xml.Linq;

namespace Embodied.Mujoco.Scenes;

/// <summary>
/// Engines before 3.0 refuse a model in which an actuator without activation follows one with activation ("stateless actuators must come before
/// stateful actuators"). Then the controls stand in another order than the bodies list them; whoever binds by name does not notice.
/// </summary>
internal static class ActuatorOrder
{
    private static readonly string[] AlwaysStateful = ["intvelocity", "cylinder", "muscle"];

    public static void Apply(XElement section, int engineVersion, Func<XElement, string, string?> attributeOf, List<string> notes)
    {
        if (engineVersion >= 300)
            return;
        var actuators = section.Elements().ToList();
        var sorted = actuators.Where(a => !IsStateful(a)).Concat(actuators.Where(IsStateful)).ToList();
        if (sorted.SequenceEqual(actuators))
            return;
        section.ReplaceNodes(sorted);
        notes.Add("Actuators without activation were put before those with activation, as this engine demands: the order of the controls differs "
            + "from the order in which the bodies list them.");

        bool IsStateful(XElement actuator) =>
            AlwaysStateful.Contains(actuator.Name.LocalName, StringComparer.Ordinal) || attributeOf(actuator, "dyntype") is not (null or "none");
    }
}
