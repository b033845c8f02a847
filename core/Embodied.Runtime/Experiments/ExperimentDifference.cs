using System.Globalization;
using System.Text.RegularExpressions;
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
    public static IReadOnlyList<string> Between(string before, string after) => [.. Each(before, after).Select(d => $"{d.Key}: {d.Before} → {d.After}")];

    /// <summary>Whether the only difference is that the last stage of the training takes more steps.</summary>
    public static bool IsLongerTraining(string before, string after) => Each(before, after) is [var only]
        && Regex.IsMatch(only.Key, @"^trainer\.(?:stages\.[^.]+\.)?steps\z", RegexOptions.ExplicitCapture)
        && only.Key == Flat(after).Keys.Last(k => k.StartsWith("trainer.", StringComparison.Ordinal) && k.EndsWith(".steps", StringComparison.Ordinal))
        && double.TryParse(only.Before, CultureInfo.InvariantCulture, out var old) && double.TryParse(only.After, CultureInfo.InvariantCulture, out var now) && now > old;

    private static List<(string Key, string Before, string After)> Each(string before, string after)
    {
        var (a, b) = (Flat(before), Flat(after));
        return
        [
            .. a.Keys.Union(b.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(k => (k, a.TryGetValue(k, out var x) ? x : Nothing, b.TryGetValue(k, out var y) ? y : Nothing))
                .Where(d => d.Item2 != d.Item3),
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
