using Embodied.Runtime.Yaml;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Experiments;

/// <summary>A change from the command line: <c>--set trainer.learning_rate=1e-4</c>.</summary>
internal sealed record ExperimentOverride(IReadOnlyList<string> Path, YamlNode Value, YamlPlace Place)
{
    private static readonly string[] Parts = ["body", "arena", "actuation"];

    public static ExperimentOverride Parse(string text)
    {
        var place = new YamlPlace($"--set {text}", 0, 0);
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var path = at > 0 ? text[..at].Split('.') : [];
        if (path.Length == 0 || path.Any(string.IsNullOrWhiteSpace))
            throw new InputException(place.ToString(), "expected key=value", "Write e.g. --set trainer.learning_rate=1e-4");
        var value = text[(at + 1)..];
        if (value.Length == 0)
            return new(path, new YamlScalar(place, "", false), place);
        var problems = new YamlProblems();
        var node = YamlLoader.Load(place.File, value, problems);
        problems.ThrowIfAny();
        return new(path, At(node, place), place);
    }

    public YamlMap Apply(YamlMap root) => Apply(root, 0);

    private YamlMap Apply(YamlMap map, int depth)
    {
        var key = Path[depth];
        var entries = map.Entries.ToList();
        var at = entries.FindIndex(e => e.Key == key);
        var old = at < 0 ? null : entries[at].Value;
        // body: ID is short for body: {use: ID}; a setting below it makes a map of it.
        if (depth < Path.Count - 1 && Parts.Contains(key) && old is YamlScalar { IsNull: false } named)
            old = new YamlMap(named.Place, [new YamlEntry("use", named.Place, named)]);
        var entry = new YamlEntry(key, Place, depth == Path.Count - 1 ? Value : Apply(Inner(old), depth + 1));
        if (at < 0)
            entries.Add(entry);
        else
            entries[at] = entry;
        return map with { Entries = entries };
    }

    private YamlMap Inner(YamlNode? node) => node switch
    {
        YamlMap map => map,
        null or YamlScalar { IsNull: true } => new YamlMap(Place, []),
        _ => throw new InputException(Place.ToString(), $"'{string.Join('.', Path)}' leads into {node.Kind} at {node.Place}"),
    };

    // An option has no lines.
    private static YamlNode At(YamlNode node, YamlPlace place) => node switch
    {
        YamlScalar scalar => scalar with { Place = place },
        YamlSequence sequence => sequence with { Place = place, Items = [.. sequence.Items.Select(i => At(i, place))] },
        YamlMap map => map with { Place = place, Entries = [.. map.Entries.Select(e => new YamlEntry(e.Key, place, At(e.Value, place)))] },
        _ => node,
    };
}
