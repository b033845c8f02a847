namespace Embodied.Runtime.Plugins;

/// <summary>A plugin that another one needs.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Range">Versions that do, or null for any.</param>
internal sealed record PluginRequirement(string Id, SdkRange? Range)
{
    /// <summary>Reads <c>id</c> or <c>id ^a.b</c>; null when it is something else.</summary>
    public static PluginRequirement? Parse(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is < 1 or > 2 || !PluginManifest.IsId(parts[0]))
            return null;
        if (parts.Length == 1)
            return new PluginRequirement(parts[0], null);
        return SdkRange.Parse(parts[1]) is { } range ? new PluginRequirement(parts[0], range) : null;
    }
}
