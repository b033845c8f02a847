using Embodied.Runtime.Yaml;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Experiments;

/// <summary>Puts an experiment and the one it extends together. One level only, so that a reader needs to look at two files at most.</summary>
internal static class ExperimentTree
{
    private const string Extends = "extends";

    public static YamlMap Load(string path)
    {
        var own = Map(path);
        if (own.Find(Extends) is not { } named)
            return own;
        if (named is not YamlScalar { IsNull: false } scalar)
            throw new InputException(named.Place.ToString(), $"expected a file to extend, found {named.Kind}");
        var basis = Map(Resolve(path, scalar));
        if (basis.Find(Extends) is { } second)
            throw new InputException(second.Place.ToString(), "an experiment that is extended cannot extend another", "Put the shared part into one file.");
        return Merge(basis, own with { Entries = [.. own.Entries.Where(e => e.Key != Extends)] });
    }

    /// <summary>The second over the first: maps are merged key by key, everything else is replaced, and so is a part that uses something else.</summary>
    public static YamlMap Merge(YamlMap first, YamlMap second)
    {
        var entries = first.Entries.ToList();
        foreach (var entry in second.Entries)
        {
            var at = entries.FindIndex(e => e.Key == entry.Key);
            if (at < 0)
                entries.Add(entry);
            else if (entries[at].Value is YamlMap below && entry.Value is YamlMap above && SamePart(below, above))
                entries[at] = entry with { Value = Merge(below, above) };
            else
                entries[at] = entry;
        }

        return second with { Entries = entries };
    }

    // Settings of one controller mean nothing to another.
    private static bool SamePart(YamlMap below, YamlMap above) =>
        above.Find("use") is not YamlScalar use || (below.Find("use") is YamlScalar old && old.Text == use.Text);

    private static YamlMap Map(string path) => StrictYaml.Load(path) is var node && node is YamlMap map
        ? map
        : throw new InputException(node.Place.ToString(), $"expected an experiment, found {node.Kind}");

    private static string Resolve(string path, YamlScalar named)
    {
        var file = Path.Combine(Path.GetDirectoryName(path) ?? "", named.Text);
        return File.Exists(file) ? file : throw new InputException(named.Place.ToString(), $"no file '{named.Text}' beside this one", "Check the path.");
    }
}
