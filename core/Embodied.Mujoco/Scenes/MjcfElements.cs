using System.Xml.Linq;
using Embodied.Mujoco.Mjcf;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;

namespace Embodied.Mujoco.Scenes;

/// <summary>Short ways to set attributes of MJCF elements.</summary>
internal static class MjcfElements
{
    public static void Set(this XElement element, string attribute, string value) => element.SetAttributeValue(attribute, value);

    public static void SetList(this XElement element, string attribute, double[]? values)
    {
        if (values is not null)
            element.SetAttributeValue(attribute, MjcfNumber.Text(values));
    }

    /// <summary>Sets an attribute that nobody set before.</summary>
    public static void SetDefault(this XElement element, string attribute, string value)
    {
        if (element.Attribute(attribute) is null)
            element.SetAttributeValue(attribute, value);
    }

    /// <summary>Position and, when it is a rotation at all, orientation.</summary>
    public static void SetPlace(this XElement element, Vec3 position, Quat orientation)
    {
        element.Set("pos", MjcfNumber.Text(position));
        if (orientation != Quat.Identity)
            element.Set("quat", MjcfNumber.Text(orientation));
    }

    /// <summary><c>ctrlrange</c> or <c>forcerange</c> with its switch, which older engines do not infer from the range.</summary>
    public static void SetRange(this XElement element, string kind, Interval? range, bool limited = true)
    {
        var finite = range is { } r && double.IsFinite(r.Low) && double.IsFinite(r.High);
        element.Set(kind + "limited", MjcfNumber.Text(limited && finite));
        if (finite)
            element.Set(kind + "range", MjcfNumber.Text(range!.Value));
    }
}
