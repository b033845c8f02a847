using System.Collections.Frozen;
using System.Xml.Linq;

namespace Embodied.Mujoco.Mjcf;

/// <summary>Which elements and attributes one version of MJCF knows.</summary>
internal sealed class MjcfSchema
{
    private const string Body = "mujoco/(world)body";

    private static readonly Lazy<MjcfSchema> Old = new(() => Load("2.2.2"));
    private static readonly Lazy<MjcfSchema> New = new(() => Load("3.12.0"));

    private readonly FrozenDictionary<string, FrozenSet<string>> _attributes;
    private readonly FrozenDictionary<string, string[]> _children;

    private MjcfSchema(string version, Dictionary<string, FrozenSet<string>> attributes)
    {
        Version = version;
        _attributes = attributes.ToFrozenDictionary();
        _children = attributes.Keys
            .Where(k => k.Contains('/', StringComparison.Ordinal))
            .GroupBy(k => k[..k.LastIndexOf('/')], k => k[(k.LastIndexOf('/') + 1)..])
            .ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    /// <summary>MuJoCo 2.2.2.</summary>
    public static MjcfSchema Version2 => Old.Value;

    /// <summary>MuJoCo 3.12.0.</summary>
    public static MjcfSchema Version3 => New.Value;

    /// <summary>The version that wrote the schema.</summary>
    public string Version { get; }

    /// <summary>The schema an engine reads, by its version number as it reports it.</summary>
    public static MjcfSchema For(int engineVersion) => engineVersion < 300 ? Version2 : Version3;

    /// <summary>Where an element stands, in the schema's terms: nesting of bodies, frames and classes does not count.</summary>
    public static string PathOf(XElement element)
    {
        var name = element.Name.LocalName;
        if (element.Parent is not { } parent)
            return name;
        var outer = PathOf(parent);
        if (IsPlaceForBodies(outer))
            outer = Body;
        return (outer, name) switch
        {
            ("mujoco", "worldbody") => Body,
            (Body, "body") => Body,
            ("mujoco/default", "default") => "mujoco/default",
            _ => $"{outer}/{name}",
        };
    }

    public bool Knows(string path) => _attributes.ContainsKey(path);

    public bool Knows(string path, string attribute) => _attributes.TryGetValue(path, out var names) && names.Contains(attribute);

    public IEnumerable<string> AttributesOf(string path) => _attributes.TryGetValue(path, out var names) ? names : [];

    /// <summary>Names of elements that may stand inside an element.</summary>
    public IEnumerable<string> ChildrenOf(string path)
    {
        if (IsPlaceForBodies(path))
            path = Body;
        var children = _children.GetValueOrDefault(path, []).Select(c => path == "mujoco" && c == "(world)body" ? "worldbody" : c);
        return path switch
        {
            Body => children.Append("body"),
            "mujoco/default" => children.Append("default"),
            _ => children,
        };
    }

    private static bool IsPlaceForBodies(string path) => path is Body + "/frame" or Body + "/replicate";

    private static MjcfSchema Load(string version)
    {
        using var stream = typeof(MjcfSchema).Assembly.GetManifestResourceStream($"mjcf-{version}.schema")!;
        using var reader = new StreamReader(stream);
        var attributes = new Dictionary<string, FrozenSet<string>>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var parts = line.Split(' ');
            attributes.Add(parts[0], parts.Skip(1).ToFrozenSet(StringComparer.Ordinal));
        }

        return new MjcfSchema(version, attributes);
    }
}
