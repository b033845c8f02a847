using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Yaml;

/// <summary>Collects what is wrong with a file, so that all of it is said at once.</summary>
internal sealed class YamlProblems
{
    private const int MostShown = 20;
    private readonly List<(YamlPlace Place, string Problem, string? Hint)> _all = [];

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>Adds one.</summary>
    public void Add(YamlPlace place, string problem, string? hint = null) => _all.Add((place, problem, hint));

    /// <summary>Adds "unknown name" with the nearest valid one, unless the name is valid.</summary>
    public void RequireKnown(Placed<string> name, IReadOnlyCollection<string> valid, string what)
    {
        if (!valid.Contains(name.Value, StringComparer.Ordinal))
            Add(name.Place, $"unknown {what} '{name.Value}'", NearestName.Hint(name.Value, valid));
    }

    /// <summary>Throws when there is any.</summary>
    /// <exception cref="InputException">All problems in the order of the file; the place is that of the first.</exception>
    public void ThrowIfAny()
    {
        if (_all.Count == 0)
            return;
        // A default that does not fit is found again in every part that takes it.
        var sorted = _all.Distinct().OrderBy(p => p.Place.File, StringComparer.Ordinal).ThenBy(p => p.Place.Line).ThenBy(p => p.Place.Column).ToArray();
        var (place, problem, hint) = sorted[0];
        if (sorted.Length == 1)
            throw new InputException(place.ToString(), problem, hint);
        var rest = sorted.Skip(1).Take(MostShown - 1).Select(p => $"\n{p.Place}: {p.Problem}{(p.Hint is null ? "" : $". {p.Hint}")}");
        var more = sorted.Length > MostShown ? $"\n… and {sorted.Length - MostShown} more" : "";
        throw new InputException(place.ToString(), $"{problem}{(hint is null ? "" : $". {hint}")}{string.Concat(rest)}{more}");
    }
}
