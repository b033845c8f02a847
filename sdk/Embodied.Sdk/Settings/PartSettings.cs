using System.Globalization;
using Embodied.Sdk.Errors;

namespace Embodied.Sdk.Settings;

/// <summary>Settings of a part or task by name, checked: unknown names, numbers that are none, values out of range.</summary>
public sealed class PartSettings
{
    private readonly string _place;
    private readonly IReadOnlyDictionary<string, string> _values;

    /// <summary>Takes settings and refuses unknown ones.</summary>
    /// <param name="place">Whose settings, for messages.</param>
    /// <param name="values">The settings, or null for none.</param>
    /// <param name="known">Names that may stand there.</param>
    /// <exception cref="InputException">A name is unknown.</exception>
    public PartSettings(string place, IReadOnlyDictionary<string, string>? values, IReadOnlyList<string> known)
    {
        _place = place;
        _values = values ?? new Dictionary<string, string>();
        if (_values.Keys.FirstOrDefault(k => !known.Contains(k)) is { } unknown)
            throw Wrong(unknown, $"has no setting '{unknown}'", NearestName.Hint(unknown, known));
    }

    /// <summary>Takes settings of a part, puts its defaults in for those that are missing, and refuses unknown ones.</summary>
    /// <param name="place">Whose settings, for messages.</param>
    /// <param name="values">The settings, or null for none.</param>
    /// <param name="declared">Those the part takes.</param>
    /// <exception cref="InputException">A name is unknown.</exception>
    public static PartSettings Of(string place, IReadOnlyDictionary<string, string>? values, IReadOnlyList<PartSetting> declared)
    {
        string[] known = [.. declared.Select(d => d.Name)];
        var given = new PartSettings(place, values, known);
        var defaults = new PlacedSettings(declared.Where(d => d.Default.Length > 0).Select(d => (d.Name, d.Default, (string?)null)));
        return new(place, defaults.With(given._values), known);
    }

    /// <summary>Whether a setting is given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>A number of at least 0 that has a default or must be given.</summary>
    /// <exception cref="InputException">Missing, not a number, or out of range.</exception>
    public double Number(string name) => NumberIn(name, 0, double.MaxValue);

    /// <summary>A number in a range that has a default or must be given.</summary>
    /// <exception cref="InputException">Missing, not a number, or out of range.</exception>
    public double NumberIn(string name, double low, double high) => Number(Given(name), 0, low, high);

    /// <summary>A whole number of at least 0 that has a default or must be given.</summary>
    /// <exception cref="InputException">Missing, not a whole number, or negative.</exception>
    public int Count(string name) => Count(Given(name), 0);

    /// <summary>A text that has a default or must be given.</summary>
    /// <exception cref="InputException">Missing.</exception>
    public string Text(string name) => _values[Given(name)];

    /// <summary>A finite number in [<paramref name="low"/>, <paramref name="high"/>].</summary>
    /// <exception cref="InputException">Not a number, or out of range.</exception>
    public double Number(string name, double otherwise, double low = 0, double high = double.MaxValue)
    {
        if (!_values.TryGetValue(name, out var text))
            return otherwise;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !(value >= low && value <= high))
            throw Wrong(name, $"has {name} '{text}'; expected a number{Range(low, high)}");
        return value;
    }

    /// <summary>A whole number of at least 0.</summary>
    /// <exception cref="InputException">Not a whole number, or negative.</exception>
    public int Count(string name, int otherwise)
    {
        if (!_values.TryGetValue(name, out var text))
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Wrong(name, $"has {name} '{text}'; expected a whole number of at least 0");
    }

    /// <summary>A text; <paramref name="otherwise"/> when the setting is not given.</summary>
    public string Text(string name, string otherwise) => _values.TryGetValue(name, out var text) ? text : otherwise;

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <exception cref="InputException">Another word.</exception>
    public bool Flag(string name, bool otherwise)
    {
        if (!_values.TryGetValue(name, out var text))
            return otherwise;
        return text switch
        {
            "true" => true,
            "false" => false,
            _ => throw Wrong(name, $"has {name} '{text}'; expected true or false"),
        };
    }

    /// <summary>Index of the chosen word; 0 when the setting is not given.</summary>
    /// <exception cref="InputException">Another word.</exception>
    public int Choice(string name, params string[] words)
    {
        if (!_values.TryGetValue(name, out var text))
            return 0;
        var index = Array.IndexOf(words, text);
        return index >= 0 ? index : throw Wrong(name, $"has {name} '{text}'; expected one of {string.Join(", ", words)}");
    }

    private string Given(string name) => _values.ContainsKey(name) ? name : throw new InputException(_place, $"needs {name}");

    /// <summary>A problem with a setting, at the place it was written where that is known.</summary>
    /// <param name="name">Name of the setting.</param>
    /// <param name="problem">What is wrong, with the part's name as subject.</param>
    /// <param name="hint">What to do.</param>
    public InputException Wrong(string name, string problem, string? hint = null) => (_values as ISettingPlaces)?.PlaceOf(name) is { } written
        ? new(written, $"{_place} {problem}", hint)
        : new(_place, problem, hint);

    private static string Range(double low, double high) => (low, high) switch
    {
        (double.MinValue, double.MaxValue) => "",
        (_, double.MaxValue) => $" of at least {low}",
        (double.MinValue, _) => $" of at most {high}",
        _ => $" from {low} to {high}",
    };
}
