using Embodied.Runtime.Bodies;
using Embodied.Runtime.Yaml;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Comparisons;

/// <summary>A task, a body or a controller that takes part: <c>ID</c>, or <c>{ use: ID, name: NAME, … }</c> with its settings.</summary>
/// <param name="Name">What tables and folders call it.</param>
/// <param name="Use">Its id, or the file of a body.</param>
/// <param name="Node">What an experiment says of it.</param>
internal sealed record ComparisonEntry(string Name, string Use, YamlNode Node)
{
    private const string NameKey = "name";
    private const string UseKey = "use";

    /// <summary>Reads a list of them, each with a name of its own.</summary>
    /// <exception cref="InputException">An item names nothing, or a name is there twice.</exception>
    public static IReadOnlyList<ComparisonEntry> Read(IReadOnlyList<YamlNode> items, string kind, string place)
    {
        if (items.Count == 0)
            throw new InputException(place, $"names no {kind}");
        var entries = items.Select(i => One(i, kind)).ToList();
        if (entries.GroupBy(e => e.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException(twice.Last().Node.Place.ToString(), $"the {kind} '{twice.Key}' is there twice", "Give one of them another name: { use: …, name: … }.");
        return entries;
    }

    private static ComparisonEntry One(YamlNode node, string kind)
    {
        if (node is YamlScalar { IsNull: false } plain)
            return new(Short(plain.Text), plain.Text, kind == "body" ? plain : new YamlMap(plain.Place, [new(UseKey, plain.Place, plain)]));
        if (node is not YamlMap map || map.Find(UseKey) is not YamlScalar { IsNull: false } use)
            throw new InputException(node.Place.ToString(), $"expected a {kind}, found {node.Kind}", "Write its id, or { use: ID, … } with settings.");
        var name = map.Find(NameKey) is YamlScalar { IsNull: false } given ? given.Text : Short(use.Text);
        return new(name, use.Text, map with { Entries = [.. map.Entries.Where(e => e.Key != NameKey)] });
    }

    /// <summary>The last word of an id, or the name of a file; of a file that is named after its kind, its folder's.</summary>
    private static string Short(string use)
    {
        var words = use.Split('/', '\\');
        var last = words[^1];
        if (!BodyResolver.IsFile(use))
            return last;
        var bare = Path.GetFileNameWithoutExtension(last);
        return bare is "body" && words.Length > 1 ? words[^2] : bare;
    }
}
