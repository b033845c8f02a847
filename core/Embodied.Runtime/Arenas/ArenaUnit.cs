using Embodied.Sdk.Bodies;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Arenas;

/// <summary>What the lengths of an arena are given in: metres, or lengths of the body that will stand in it.</summary>
internal static class ArenaUnit
{
    /// <summary>The setting.</summary>
    public static readonly PartSetting Setting = new("unit", "m", "what lengths are given in: m, or body for body lengths");

    /// <summary>Whether they are given in body lengths.</summary>
    public static bool IsBody(PartSettings s) => s.Choice("unit", "m", "body") == 1;

    /// <summary>Lengths of the scene in one length of the arena.</summary>
    /// <param name="size">The body; null where lengths are metres.</param>
    /// <param name="units">Units of the scene.</param>
    public static double Of(BodySize? size, UnitSystem units) => size?.Length ?? (1 / units.MetresPerLength);
}
