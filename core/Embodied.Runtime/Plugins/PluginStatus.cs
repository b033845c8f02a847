namespace Embodied.Runtime.Plugins;

/// <summary>How one plugin stands after loading.</summary>
public sealed record PluginStatus
{
    /// <summary>Its id, or the folder's name when the manifest does not tell.</summary>
    public required string Id { get; init; }

    /// <summary>Its folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Its manifest, or null when that could not be read.</summary>
    public PluginManifest? Manifest { get; init; }

    /// <summary>Why it is not available, or null when it is.</summary>
    public PluginProblem? Problem { get; init; }

    /// <summary>The stage it failed at, or <see cref="PluginStage.Ready"/>.</summary>
    public PluginStage Stage => Problem?.Stage ?? PluginStage.Ready;
}
