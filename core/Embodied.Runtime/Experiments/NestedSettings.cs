using System.Globalization;
using Embodied.Runtime.Yaml;

namespace Embodied.Runtime.Experiments;

/// <summary>Turns plain settings back into nested nodes, the way people write them.</summary>
internal static class NestedSettings
{
    /// <summary>Keys with dots become maps. A value that has settings below it is what the part uses, or its weight where it is a number.</summary>
    public static YamlMap Nest(IReadOnlyDictionary<string, string> settings)
    {
        var entries = new List<YamlEntry>();
        foreach (var name in settings.Keys.Select(k => k.Split('.', 2)[0]).Distinct(StringComparer.Ordinal))
        {
            var below = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (key, value) in settings.Where(s => s.Key.StartsWith(name + ".", StringComparison.Ordinal)))
                below[key[(name.Length + 1)..]] = value;
            var bare = settings.TryGetValue(name, out var own) ? own : null;
            if (below.Count > 0 && bare is not (null or FlatSettings.On))
                below = new Dictionary<string, string>(below.Prepend(new(IsNumber(bare) ? "weight" : "use", bare)).DistinctBy(p => p.Key), StringComparer.Ordinal);
            entries.Add(new(name, default, below.Count > 0 ? Nest(below) : new YamlScalar(default, bare!, Quoted: !IsNumber(bare!))));
        }

        return new(default, entries);
    }

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
