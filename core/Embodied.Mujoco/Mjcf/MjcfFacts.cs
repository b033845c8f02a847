using System.Xml.Linq;

namespace Embodied.Mujoco.Mjcf;

/// <summary>What stands in an MJCF file, by name. Bodies, joints and actuators that have none were named; other parts without a name are not listed.</summary>
public sealed record MjcfFacts
{
    /// <summary>Bodies, outermost first, without the world.</summary>
    public required IReadOnlyList<string> Bodies { get; init; }

    /// <summary>Joints, free ones included, in the order of qpos.</summary>
    public required IReadOnlyList<string> Joints { get; init; }

    /// <summary>Geoms.</summary>
    public required IReadOnlyList<string> Geoms { get; init; }

    /// <summary>Sites.</summary>
    public required IReadOnlyList<string> Sites { get; init; }

    /// <summary>Cameras.</summary>
    public required IReadOnlyList<string> Cameras { get; init; }

    /// <summary>Tendons.</summary>
    public required IReadOnlyList<string> Tendons { get; init; }

    /// <summary>Actuators, in the order of the file.</summary>
    public required IReadOnlyList<string> Actuators { get; init; }

    /// <summary>Sensors.</summary>
    public required IReadOnlyList<string> Sensors { get; init; }

    /// <summary>Bodies that move against the one that carries them and carry no other: where limbs end.</summary>
    public required IReadOnlyList<string> Leaves { get; init; }

    /// <summary>The first body with a free joint, or null when the file has none.</summary>
    public string? FreeBody { get; init; }

    internal static MjcfFacts Of(XElement root)
    {
        var names = MjcfReferences.Definitions(root).ToLookup(d => d.Kind!, d => d.Attribute.Value);
        var defaults = new MjcfDefaults(root);
        var free = root.Elements("worldbody").Descendants("body")
            .FirstOrDefault(b => b.Elements().Any(e => e.Name.LocalName == "freejoint" || (e.Name.LocalName == "joint" && defaults.ValueOf(e, "type") == "free")));
        return new MjcfFacts
        {
            Bodies = [.. names["body"]],
            Joints = [.. names["joint"]],
            Geoms = [.. names["geom"]],
            Sites = [.. names["site"]],
            Cameras = [.. names["camera"]],
            Tendons = [.. names["tendon"]],
            Actuators = [.. names["actuator"]],
            Sensors = [.. names["sensor"]],
            Leaves = [.. root.Elements("worldbody").Descendants("body")
                .Where(b => b.Parent?.Name.LocalName == "body" && !b.Descendants("body").Any() && b.Elements("joint").Any())
                .Select(b => b.Attribute("name")!.Value)],
            FreeBody = free?.Attribute("name")?.Value,
        };
    }
}
