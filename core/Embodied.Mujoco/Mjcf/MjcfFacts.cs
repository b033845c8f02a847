using System.Xml.Linq;

namespace Embodied.Mujoco.Mjcf;

/// <summary>What stands in an MJCF file, by name. Bodies, joints and actuators that have none were named; other parts without a name are not listed.</summary>
public sealed record MjcfFacts
{
    // mjOption.timestep, the same in all versions.
    private const double EngineTimestep = 0.002;

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

    /// <summary>Bodies that go anywhere: with a free joint, or with no joint to the world, for which a body is given a free one.</summary>
    public required IReadOnlySet<string> Free { get; init; }

    /// <summary>Bodies that slide along x and y and turn about z, in this order.</summary>
    public required IReadOnlySet<string> Planar { get; init; }

    /// <summary>What carries each body: another one, or null for the world.</summary>
    public required IReadOnlyDictionary<string, string?> Carriers { get; init; }

    /// <summary>Whether the file holds no body: the one that is listed was added, so that there is a root.</summary>
    public required bool IsEmpty { get; init; }

    /// <summary>Integration step the file asks for, or the engine's own [s].</summary>
    public required double Timestep { get; init; }

    /// <summary>A body and all that it carries.</summary>
    public IEnumerable<string> CarriedBy(string body) => Bodies.Where(b =>
    {
        for (var carrier = b; carrier is not null; carrier = Carriers.GetValueOrDefault(carrier))
        {
            if (carrier == body)
                return true;
        }

        return false;
    });

    internal static MjcfFacts Of(XElement root)
    {
        var names = MjcfReferences.Definitions(root).ToLookup(d => d.Kind!, d => d.Attribute.Value);
        var defaults = new MjcfDefaults(root);
        var freedom = new MjcfFreedom(defaults);
        var bodies = root.Elements("worldbody").Descendants("body").ToList();
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
            Leaves = [.. bodies
                .Where(b => b.Parent?.Name.LocalName == "body" && !b.Descendants("body").Any() && b.Elements("joint").Any())
                .Select(b => b.Attribute("name")!.Value)],
            FreeBody = NameOf(bodies.Find(freedom.HasFreeJoint)),
            Free = Names(bodies, b => freedom.HasFreeJoint(b) || MjcfFreedom.IsGivenFreeJoint(b)),
            Planar = Names(bodies, freedom.IsPlanar),
            Carriers = bodies.DistinctBy(NameOf).ToDictionary(b => NameOf(b)!, b => NameOf(b.Ancestors("body").FirstOrDefault()), StringComparer.Ordinal),
            IsEmpty = MjcfEmptyWorld.Is(root),
            Timestep = root.Elements("option").Attributes("timestep").LastOrDefault() is { } step && MjcfNumber.TryParse(step.Value, out var seconds) && seconds is [> 0]
                ? seconds[0]
                : EngineTimestep,
        };
    }

    private static string? NameOf(XElement? body) => body?.Attribute("name")?.Value;

    private static HashSet<string> Names(IEnumerable<XElement> bodies, Func<XElement, bool> which) =>
        bodies.Where(which).Select(b => NameOf(b)!).ToHashSet(StringComparer.Ordinal);
}
