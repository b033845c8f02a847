using Embodied.Runtime.Yaml;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Experiments;

/// <summary>Turns nodes into plain settings.</summary>
internal static class FlatSettings
{
    /// <summary>Value of a setting whose map is empty: it is wanted, with nothing of its own.</summary>
    public const string On = "on";

    /// <summary>Keys of nested maps joined by dots, lists joined by commas; an empty value is left out.</summary>
    public static PlacedSettings Flatten(IReadOnlyDictionary<string, YamlNode> nodes)
    {
        var settings = new List<(string, string, string?)>();
        foreach (var (key, node) in nodes)
            Add(settings, key, node);
        return new(settings);
    }

    /// <summary>The settings of an experiment that stands in a text.</summary>
    /// <exception cref="InputException">It is not YAML.</exception>
    public static PlacedSettings Read(string text)
    {
        var problems = new YamlProblems();
        var node = YamlLoader.Load("experiment", text, problems);
        problems.ThrowIfAny();
        return Flatten(node is YamlMap map ? map.Entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal) : new Dictionary<string, YamlNode>(StringComparer.Ordinal));
    }

    private static void Add(List<(string, string, string?)> settings, string key, YamlNode node)
    {
        switch (node)
        {
            case YamlMap { Entries.Count: 0 } map:
                settings.Add((key, On, Place(map)));
                break;
            case YamlMap map:
                foreach (var entry in map.Entries)
                    Add(settings, $"{key}.{entry.Key}", entry.Value);
                break;
            case YamlSequence sequence:
                settings.Add((key, string.Join(",", sequence.Items.Select(Item)), Place(sequence)));
                break;
            case YamlScalar { IsNull: false } scalar:
                settings.Add((key, scalar.Text, Place(scalar)));
                break;
        }
    }

    // Nodes that were made by the program stand nowhere.
    private static string? Place(YamlNode node) => node.Place.File is { Length: > 0 } ? node.Place.ToString() : null;

    private static string Item(YamlNode node) => node is YamlScalar { IsNull: false } scalar && !scalar.Text.Contains(',', StringComparison.Ordinal)
        ? scalar.Text
        : throw new InputException(node.Place.ToString(), $"a list of settings holds single values, found {node.Kind}");
}
