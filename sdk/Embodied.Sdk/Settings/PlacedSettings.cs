using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Embodied.Sdk.Settings;

/// <summary>Settings by name, in the order they were written, which remember where that was.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Named for what it holds.")]
public sealed class PlacedSettings : IReadOnlyDictionary<string, string>, ISettingPlaces
{
    private readonly OrderedDictionary<string, (string Value, string? Place)> _all = new(StringComparer.Ordinal);

    /// <summary>No settings.</summary>
    public static PlacedSettings None { get; } = new([]);

    /// <summary>Takes settings; a later one replaces an earlier one of the same name.</summary>
    public PlacedSettings(IEnumerable<(string Name, string Value, string? Place)> settings)
    {
        foreach (var (name, value, place) in settings)
            _all[name] = (value, place);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _all.Keys;

    /// <inheritdoc/>
    public IEnumerable<string> Values => _all.Values.Select(v => v.Value);

    /// <inheritdoc/>
    public int Count => _all.Count;

    /// <inheritdoc/>
    public string this[string key] => _all[key].Value;

    /// <inheritdoc/>
    public string? PlaceOf(string name) => _all.TryGetValue(name, out var found) ? found.Place : null;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _all.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        var found = _all.TryGetValue(key, out var pair);
        value = pair.Value;
        return found;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _all.Select(p => KeyValuePair.Create(p.Key, p.Value.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Parts and unions of settings; places are kept.</summary>
public static class SettingSets
{
    /// <summary>The settings with others over them.</summary>
    public static PlacedSettings With(this IReadOnlyDictionary<string, string> settings, IReadOnlyDictionary<string, string> over) => new([.. Placed(settings), .. Placed(over)]);

    /// <summary>Those that begin with a prefix, without it.</summary>
    public static PlacedSettings Below(this IReadOnlyDictionary<string, string> settings, string prefix) =>
        new(Placed(settings).Where(s => s.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(s => (s.Name[prefix.Length..], s.Value, s.Place)));

    /// <summary>Those a condition holds for.</summary>
    public static PlacedSettings Only(this IReadOnlyDictionary<string, string> settings, Func<string, bool> condition) => new(Placed(settings).Where(s => condition(s.Name)));

    /// <summary>Where a setting was written; otherwise what stands for the whole.</summary>
    public static string PlaceOf(this IReadOnlyDictionary<string, string> settings, string name, string otherwise) => (settings as ISettingPlaces)?.PlaceOf(name) ?? otherwise;

    private static IEnumerable<(string Name, string Value, string? Place)> Placed(IReadOnlyDictionary<string, string> settings) =>
        settings.Select(s => (s.Key, s.Value, (settings as ISettingPlaces)?.PlaceOf(s.Key)));
}
