namespace Embodied.Runtime.Sensors;

/// <summary>Spells names of types as configuration does.</summary>
internal static class SnakeCase
{
    public static string Of(string pascal) =>
        string.Concat(pascal.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
