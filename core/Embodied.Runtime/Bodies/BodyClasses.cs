using Embodied.Runtime.Yaml;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Bodies;

/// <summary>
/// Puts classes and named colours of a body file into the parts that use them. A class holds defaults for joints, shapes, sites or actuators and may
/// extend another; what a part states itself wins, and maps inside (contact properties) are merged key by key.
/// </summary>
internal sealed class BodyClasses
{
    private const string ClassKey = "class";
    private const string ExtendsKey = "extends";

    private static readonly Dictionary<string, Type> Kinds = new(StringComparer.Ordinal)
    {
        ["joint"] = typeof(Joint),
        ["shape"] = typeof(Shape),
        ["site"] = typeof(Site),
        ["actuator"] = typeof(Actuator),
    };

    private readonly YamlProblems _problems;
    private readonly Dictionary<string, YamlNode> _colors = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string Name), YamlMap> _classes = [];
    private readonly Dictionary<(string Kind, string Name), YamlMap> _resolved = [];
    private readonly HashSet<string> _anchoredByClass = new(StringComparer.Ordinal);

    private BodyClasses(YamlMap file, YamlProblems problems)
    {
        _problems = problems;
        ReadColors(file.Find("colors"));
        ReadClasses(file.Find("classes"));
        Expanded = new YamlMap(file.Place, [.. file.Entries.Where(e => e.Key is not ("colors" or "classes")).Select(Expand)]);
    }

    /// <summary>The file without classes and named colours: every part states everything itself.</summary>
    public YamlMap Expanded { get; }

    /// <summary>Joints whose class, not they themselves, says where their anchor is.</summary>
    public IReadOnlySet<string> JointsAnchoredByClass => _anchoredByClass;

    /// <summary>Expands a file.</summary>
    /// <exception cref="InputException">The file is not a map.</exception>
    public static BodyClasses From(YamlNode file, YamlProblems problems) => file is YamlMap map
        ? new BodyClasses(map, problems)
        : throw new InputException(file.Place.ToString(), $"expected a map with name, segments and roles, found {file.Kind}");

    private void ReadColors(YamlNode? node)
    {
        if (Map(node, "a map of colours") is not { } map)
            return;
        foreach (var entry in map.Entries)
            _colors.Add(entry.Key, entry.Value);
    }

    private void ReadClasses(YamlNode? node)
    {
        if (Map(node, "a map of " + string.Join(", ", Kinds.Keys)) is not { } kinds)
            return;
        foreach (var kind in kinds.Entries)
        {
            if (!Kinds.TryGetValue(kind.Key, out var type))
                _problems.Add(kind.Place, $"unknown kind of class '{kind.Key}'", NearestName.Hint(kind.Key, Kinds.Keys));
            else if (Map(kind.Value, "a map of classes") is { } classes)
                ReadClassesOf(kind.Key, type, classes);
        }
    }

    private void ReadClassesOf(string kind, Type type, YamlMap classes)
    {
        var keys = YamlShape.Of(type).Properties.Keys.Where(k => k != "name").Append(ExtendsKey).ToArray();
        foreach (var entry in classes.Entries)
        {
            if (Map(entry.Value, "a map of defaults") is not { } defaults)
                continue;
            foreach (var key in defaults.Entries.Where(e => !keys.Contains(e.Key, StringComparer.Ordinal)))
                _problems.Add(key.Place, $"unknown key '{key.Key}' in a class of {kind}s", NearestName.Hint(key.Key, keys));
            _classes.Add((kind, entry.Key), defaults);
        }

        foreach (var name in classes.Entries.Select(e => e.Key).Where(n => _classes.ContainsKey((kind, n))))
            Resolve(kind, name, []);
    }

    private YamlMap? Map(YamlNode? node, string expected)
    {
        if (node is null or YamlMap)
            return node as YamlMap;
        _problems.Add(node.Place, $"expected {expected}, found {node.Kind}");
        return null;
    }

    // The class with everything it extends; a chain that comes back to itself is a problem.
    private YamlMap Resolve(string kind, string name, HashSet<string> chain)
    {
        if (_resolved.TryGetValue((kind, name), out var known))
            return known;
        var own = _classes[(kind, name)];
        var without = new YamlMap(own.Place, [.. own.Entries.Where(e => e.Key != ExtendsKey)]);
        var resolved = without;
        if (own.Find(ExtendsKey) is { } parent && chain.Add(name) && Known(kind, parent) is { } parentName)
        {
            if (chain.Contains(parentName))
                _problems.Add(parent.Place, $"class '{name}' extends itself through '{parentName}'");
            else
                resolved = Merge(Resolve(kind, parentName, chain), without);
        }

        return _resolved[(kind, name)] = resolved;
    }

    private string? Known(string kind, YamlNode node)
    {
        var names = _classes.Keys.Where(k => k.Kind == kind).Select(k => k.Name).ToArray();
        if (node is YamlScalar scalar && names.Contains(scalar.Text, StringComparer.Ordinal))
            return scalar.Text;
        var text = (node as YamlScalar)?.Text ?? "";
        _problems.Add(node.Place, $"unknown class of {kind}s {node.Kind}", NearestName.Hint(text, names));
        return null;
    }

    private static YamlMap Merge(YamlMap defaults, YamlMap own)
    {
        var entries = new List<YamlEntry>();
        foreach (var entry in own.Entries)
        {
            var merged = entry.Value is YamlMap ownMap && defaults.Find(entry.Key) is YamlMap defaultMap ? Merge(defaultMap, ownMap) : entry.Value;
            entries.Add(entry with { Value = merged });
        }

        entries.AddRange(defaults.Entries.Where(d => own.Find(d.Key) is null));
        return new YamlMap(own.Place, entries);
    }

    private YamlEntry Expand(YamlEntry entry) => entry.Key switch
    {
        "segments" => entry with { Value = Each(entry.Value, Segment) },
        "actuators" => entry with { Value = Each(entry.Value, a => Part("actuator", a)) },
        _ => entry,
    };

    private static YamlNode Each(YamlNode node, Func<YamlMap, YamlMap> change) => node is YamlSequence list
        ? list with { Items = [.. list.Items.Select(i => i is YamlMap map ? change(map) : i)] }
        : node;

    private YamlMap Segment(YamlMap segment) => segment with
    {
        Entries = [.. segment.Entries.Select(e => e.Key switch
        {
            "joints" => e with { Value = Each(e.Value, j => Part("joint", j)) },
            "shapes" => e with { Value = Each(e.Value, s => Part("shape", s)) },
            "sites" => e with { Value = Each(e.Value, s => Part("site", s)) },
            _ => e,
        })],
    };

    private YamlMap Part(string kind, YamlMap part)
    {
        var merged = part;
        if (part.Find(ClassKey) is { } reference)
        {
            var own = part with { Entries = [.. part.Entries.Where(e => e.Key != ClassKey)] };
            merged = Known(kind, reference) is { } name ? Merge(_resolved[(kind, name)], own) : own;
            if (kind == "joint" && own.Find("position") is null && merged.Find("position") is not null && own.Find("name") is YamlScalar joint)
                _anchoredByClass.Add(joint.Text);
        }

        return Colored(merged);
    }

    private YamlMap Colored(YamlMap part)
    {
        if (part.Find("color") is not YamlScalar { IsNull: false } color)
            return part;
        if (!_colors.TryGetValue(color.Text, out var value))
        {
            _problems.Add(color.Place, $"unknown colour '{color.Text}'", NearestName.Hint(color.Text, _colors.Keys));
            return part;
        }

        return part with { Entries = [.. part.Entries.Select(e => e.Key == "color" ? e with { Value = value } : e)] };
    }
}
