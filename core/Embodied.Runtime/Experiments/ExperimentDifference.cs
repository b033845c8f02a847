using Embodied.Runtime.Yaml;

namespace Embodied.Runtime.Experiments;

/// <summary>What differs between two experiments, setting by setting.</summary>
internal static class ExperimentDifference
{
    private const string Nothing = "(not given)";

    /// <summary>Every setting that differs, as <c>task.noise: 0.1 → 0.2</c>, in order of name.</summary>
    /// <param name="before">The earlier one, as YAML.</param>
    /// <param name="after">The later one, as YAML.</param>
    /// <exception cref="Sdk.Errors.InputException">One of them is not YAML.</exception>
    public static IReadOnlyList<string> Between(string before, string after)
    {
        var (a, b) = (Flat(before), Flat(after));
        return
        [
            .. a.Keys.Union(b.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(k => (Key: k, Before: a.TryGetValue(k, out var x) ? x : Nothing, After: b.TryGetValue(k, out var y) ? y : Nothing))
                .Where(d => d.Before != d.After)
                .Select(d => $"{d.Key}: {d.Before} → {d.After}"),
        ];
    }

    private static Sdk.Settings.PlacedSettings Flat(string text)
    {
        var problems = new YamlProblems();
        var node = YamlLoader.Load("experiment", text, problems);
        problems.ThrowIfAny();
        return FlatSettings.Flatten(node is YamlMap map ? map.Entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal) : new Dictionary<string, YamlNode>(StringComparer.Ordinal));
    }
}
