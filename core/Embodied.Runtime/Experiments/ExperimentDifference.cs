using System.Globalization;
using System.Text.RegularExpressions;

namespace Embodied.Runtime.Experiments;

/// <summary>What differs between two experiments, setting by setting.</summary>
internal static class ExperimentDifference
{
    private const string Nothing = "(not given)";

    /// <summary>Every setting that differs, as <c>task.noise: 0.1 → 0.2</c>, in order of name.</summary>
    /// <param name="before">The earlier one, as YAML.</param>
    /// <param name="after">The later one, as YAML.</param>
    /// <exception cref="Sdk.Errors.InputException">One of them is not YAML.</exception>
    public static IReadOnlyList<string> Between(string before, string after) => [.. Each(before, after).Select(d => $"{d.Key}: {d.Before ?? Nothing} → {d.After ?? Nothing}")];

    /// <summary>Whether the only difference is that the last stage of the training takes more steps.</summary>
    public static bool IsLongerTraining(string before, string after) => Each(before, after) is [var only]
        && Regex.IsMatch(only.Key, @"^trainer\.(?:stages\.[^.]+\.)?steps\z", RegexOptions.ExplicitCapture)
        && only.Key == FlatSettings.Read(after).Keys.Last(k => k.StartsWith("trainer.", StringComparison.Ordinal) && k.EndsWith(".steps", StringComparison.Ordinal))
        && double.TryParse(only.Before, CultureInfo.InvariantCulture, out var old) && double.TryParse(only.After, CultureInfo.InvariantCulture, out var now) && now > old;

    /// <summary>Every setting that differs, in order of name; null where one does not give it.</summary>
    internal static List<(string Key, string? Before, string? After)> Each(string before, string after)
    {
        var (a, b) = (FlatSettings.Read(before), FlatSettings.Read(after));
        return
        [
            .. a.Keys.Union(b.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(k => (k, a.TryGetValue(k, out var x) ? x : null, b.TryGetValue(k, out var y) ? y : null))
                .Where(d => d.Item2 != d.Item3),
        ];
    }
}
