using Embodied.Runtime.Experiments;
using Embodied.Runtime.Tasks;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Environments;

/// <summary>The settings of a task with its defaults under them, such that they mean the same when they are resolved again: a saved agent carries them.</summary>
internal static class ResolvedSettings
{
    private const string Off = "off";
    private const string Use = ".use";

    // Of these there are many by name; arena, actuation and goal are one part each.
    private static readonly string[] Lists = ["rewards", "terminations", "events", "sensors"];

    /// <summary>Puts the defaults under what is wished for.</summary>
    public static PlacedSettings Of(IReadOnlyDictionary<string, string> defaults, IReadOnlyDictionary<string, string> wished)
    {
        var own = Plain(wished);
        return defaults.Only(k => !IsReplaced(k, own)).With(own.Only(k => !IsLeftOut(k, own)));
    }

    // Where a list or an off has settings below it, it is written as what the map uses; read back, it is what it was.
    private static PlacedSettings Plain(IReadOnlyDictionary<string, string> wished) => new(wished.Select(s => (PlainKey(s.Key, s.Value), s.Value, (wished as ISettingPlaces)?.PlaceOf(s.Key))));

    private static string PlainKey(string key, string value) => key.Split('.') switch
    {
        [var kind, "use"] when Lists.Contains(kind) => kind,
        [var kind, _, "use"] when Lists.Contains(kind) && value == Off => key[..^Use.Length],
        _ => key,
    };

    // Another arena, actuation or goal knows nothing of the settings of the default one, nor does another part under the same name; rewards.x: 2 replaces its weight.
    private static bool IsReplaced(string key, PlacedSettings over) => IsLeftOut(key, over) || key.Split('.', 3) switch
    {
        ["arena" or "actuation" or "goal", ..] and [var kind, ..] => over.ContainsKey(kind) || over.ContainsKey(kind + Use),
        [var kind, var name, var setting] => over.ContainsKey($"{kind}.{name}{Use}") || (over.TryGetValue($"{kind}.{name}", out var bare) && setting == TaskKeys.Weight && bare != FlatSettings.On),
        _ => false,
    };

    // A part that is off has no settings.
    private static bool IsLeftOut(string key, PlacedSettings over) => key.Split('.', 3) switch
    {
        [var kind, ..] and [_, _, ..] when Lists.Contains(kind) && IsOff(kind, over) => true,
        [var kind, var name, _] when Lists.Contains(kind) && IsOff($"{kind}.{name}", over) => true,
        _ => false,
    };

    private static bool IsOff(string key, PlacedSettings over) => over.TryGetValue(key, out var value) && value == Off;
}
