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
            throw new InputException(place, $"has no setting '{unknown}'", NearestName.Hint(unknown, known));
    }

    /// <summary>Whether a setting is given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>A finite number in [<paramref name="low"/>, <paramref name="high"/>].</summary>
    /// <exception cref="InputException">Not a number, or out of range.</exception>
    public double Number(string name, double otherwise, double low = 0, double high = double.MaxValue)
    {
        if (!_values.TryGetValue(name, out var text))
            return otherwise;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !(value >= low && value <= high))
            throw new InputException(_place, $"has {name} '{text}'; expected a number {Range(low, high)}");
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
            : throw new InputException(_place, $"has {name} '{text}'; expected a whole number of at least 0");
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
            _ => throw new InputException(_place, $"has {name} '{text}'; expected true or false"),
        };
    }

    /// <summary>Index of the chosen word; 0 when the setting is not given.</summary>
    /// <exception cref="InputException">Another word.</exception>
    public int Choice(string name, params string[] words)
    {
        if (!_values.TryGetValue(name, out var text))
            return 0;
        var index = Array.IndexOf(words, text);
        return index >= 0 ? index : throw new InputException(_place, $"has {name} '{text}'; expected one of {string.Join(", ", words)}");
    }

    private static string Range(double low, double high) => high == double.MaxValue ? $"of at least {low}" : $"from {low} to {high}";
}
