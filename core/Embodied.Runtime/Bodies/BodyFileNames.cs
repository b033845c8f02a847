using Embodied.Runtime.Yaml;
using Embodied.Sdk.Bodies;

namespace Embodied.Runtime.Bodies;

/// <summary>All names in a body file with their places.</summary>
internal sealed class BodyFileNames
{
    private readonly YamlMap _file;
    private readonly Dictionary<string, HashSet<string>> _known;

    public BodyFileNames(YamlMap file)
    {
        _file = file;
        Named =
        [
            ("segment", [.. Strings("segments/*/name")]),
            ("joint", [.. Strings("segments/*/joints/*/name")]),
            ("shape", [.. Strings("segments/*/shapes/*/name")]),
            ("site", [.. Strings("segments/*/sites/*/name")]),
            ("camera", [.. Strings("segments/*/cameras/*/name")]),
            ("tendon", [.. Strings("tendons/*/name")]),
            ("actuator", [.. Strings("actuators/*/name")]),
            ("sensor", [.. Strings("sensors/*/0")]),
        ];
        _known = Named.ToDictionary(n => n.Kind, n => n.Names.Select(p => p.Value).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>Names by kind of part, in the order of the file.</summary>
    public IReadOnlyList<(string Kind, IReadOnlyList<Placed<string>> Names)> Named { get; }

    /// <summary>All names of a kind.</summary>
    public IReadOnlyCollection<string> Of(string kind) => _known[kind];

    /// <summary>The values at a path of keys, positions and <c>*</c> for every item of a list.</summary>
    public IEnumerable<Placed<string>> Strings(string path) =>
        Nodes(_file, path.Split('/')).OfType<YamlScalar>().Select(s => new Placed<string>(s.Text, s.Place));

    /// <summary>The maps in a list.</summary>
    public IEnumerable<YamlMap> Maps(string key) => Nodes(_file, new[] { key, "*" }).OfType<YamlMap>();

    /// <summary>What actuators pull on, and of which kind it must be.</summary>
    public IEnumerable<(Placed<string> Name, string Kind)> ActuatorTargets()
    {
        foreach (var actuator in Maps("actuators"))
        {
            var kind = (actuator.Find("target") as YamlScalar)?.Text == "adhesion" ? "segment" : (actuator.Find("target") as YamlScalar)?.Text;
            if (kind is not null && actuator.Find("target_name") is YamlScalar name)
                yield return (new(name.Text, name.Place), kind);
        }
    }

    /// <summary>What sensors sit on, and of which kind it must be.</summary>
    public IEnumerable<(Placed<string> Name, string Kind)> SensorTargets()
    {
        foreach (var sensor in Nodes(_file, new[] { "sensors", "*" }).OfType<YamlSequence>())
        {
            if (sensor.Items is [_, YamlScalar kind, YamlScalar target])
                yield return (new(target.Text, target.Place), CarrierOf(kind.Text));
        }
    }

    private static string CarrierOf(string sensorKind)
    {
        if (sensorKind == YamlNames.Snake(nameof(SensorKind.SubtreeVelocity)))
            return "segment";
        if (sensorKind == YamlNames.Snake(nameof(SensorKind.JointPosition)) || sensorKind == YamlNames.Snake(nameof(SensorKind.JointVelocity)))
            return "joint";
        return sensorKind == YamlNames.Snake(nameof(SensorKind.ActuatorForce)) ? "actuator" : "site";
    }

    private static IEnumerable<YamlNode> Nodes(YamlNode node, ReadOnlyMemory<string> path)
    {
        if (path.Length == 0)
            return [node];
        var (step, rest) = (path.Span[0], path[1..]);
        return node switch
        {
            YamlSequence list when step == "*" => list.Items.SelectMany(i => Nodes(i, rest)),
            YamlSequence list when int.TryParse(step, out var index) && index < list.Items.Count => Nodes(list.Items[index], rest),
            YamlMap map when map.Find(step) is { } value => Nodes(value, rest),
            _ => [],
        };
    }
}
