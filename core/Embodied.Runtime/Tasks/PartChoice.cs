using Embodied.Runtime.Experiments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Tasks;

/// <summary>A part named in the settings of a task.</summary>
/// <param name="Name">Its key, by which it is logged.</param>
/// <param name="Use">Id of the part.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Place">Where it was written.</param>
internal sealed record PartChoice(string Name, string Use, PlacedSettings Settings, string Place)
{
    private const string Off = "off";
    private const string UseKey = "use";

    /// <summary>
    /// All parts of a kind: <c>kind: [a, b]</c> names exactly those, <c>kind.NAME.KEY</c> is a setting, <c>kind.NAME: on</c> takes a part as it is and
    /// <c>off</c> leaves it out, <c>kind: off</c> leaves out all; <c>kind.NAME.use</c> names the part where it is not called NAME.
    /// </summary>
    /// <param name="settings">Settings of the task.</param>
    /// <param name="kind">E.g. <c>rewards</c>.</param>
    /// <param name="short">Name of the setting that a bare value means, e.g. <c>weight</c>; null when there is none.</param>
    /// <exception cref="InputException">A value that is neither.</exception>
    public static IReadOnlyList<PartChoice> Read(IReadOnlyDictionary<string, string> settings, string kind, string? @short = null)
    {
        var below = settings.Below(kind + ".");
        var names = below.Keys.Select(k => k.Split('.', 2)[0]).Distinct(StringComparer.Ordinal).ToList();
        var place = settings.PlaceOf(kind, kind);
        if (settings.TryGetValue(kind, out var listed))
            names = listed is Off ? [] : [.. listed.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        return [.. names.Where(n => !(below.TryGetValue(n, out var bare) && bare is Off)).Select(n => One(below, kind, n, @short, place))];
    }

    /// <summary>The one part of a kind, <c>kind: ID</c> or <c>kind: {use: ID, …}</c>; null when the settings name none.</summary>
    /// <param name="settings">Settings of the task.</param>
    /// <param name="kind">E.g. <c>arena</c>.</param>
    /// <param name="otherwise">Id of the part when only its settings are given.</param>
    public static PartChoice? ReadOne(IReadOnlyDictionary<string, string> settings, string kind, string? otherwise)
    {
        var own = settings.Below(kind + ".");
        var named = settings.TryGetValue(kind, out var bare) ? bare : null;
        if (named is null && own.Count == 0)
            return null;
        var use = own.TryGetValue(UseKey, out var used) ? used : named ?? otherwise;
        if (use is null)
            throw new InputException(own.PlaceOf(own.Keys.First(), kind), $"gives settings of the {kind} but names none", $"Add {kind}.use.");
        var place = own.ContainsKey(UseKey) ? own.PlaceOf(UseKey, kind) : settings.PlaceOf(kind, kind);
        return new(kind, use, own.Only(k => k != UseKey), place);
    }

    private static PartChoice One(PlacedSettings below, string kind, string name, string? @short, string place)
    {
        var own = below.Below(name + ".");
        if (below.TryGetValue(name, out var bare) && bare is not FlatSettings.On)
        {
            if (@short is null)
                throw new InputException(below.PlaceOf(name, kind), $"{kind}.{name} is '{bare}'; expected on, off or its settings");
            own = new PlacedSettings([(@short, bare, below.PlaceOf(name, kind))]).With(own);
        }

        var first = own.Keys.FirstOrDefault() is { } key ? own.PlaceOf(key, place) : below.PlaceOf(name, place);
        return own.TryGetValue(UseKey, out var use) ? new(name, use, own.Only(k => k != UseKey), own.PlaceOf(UseKey, first)) : new(name, name, own, first);
    }
}
