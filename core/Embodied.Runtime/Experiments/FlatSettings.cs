using Embodied.Runtime.Yaml;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Experiments;

/// <summary>Turns nodes into plain settings.</summary>
internal static class FlatSettings
{
    public static IReadOnlyDictionary<string, string> Flatten(IReadOnlyDictionary<string, YamlNode> nodes)
    {
        var settings = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, node) in nodes)
            Add(settings, key, node);
        return settings;
    }

    private static void Add(OrderedDictionary<string, string> settings, string key, YamlNode node)
    {
        switch (node)
        {
            case YamlMap map:
                foreach (var entry in map.Entries)
                    Add(settings, $"{key}.{entry.Key}", entry.Value);
                break;
            case YamlSequence sequence:
                settings[key] = string.Join(",", sequence.Items.Select(Item));
                break;
            case YamlScalar { IsNull: false } scalar:
                settings[key] = scalar.Text;
                break;
        }
    }

    private static string Item(YamlNode node) => node is YamlScalar { IsNull: false } scalar && !scalar.Text.Contains(',', StringComparison.Ordinal)
        ? scalar.Text
        : throw new InputException(node.Place.ToString(), $"a list of settings holds single values, found {node.Kind}");
}
