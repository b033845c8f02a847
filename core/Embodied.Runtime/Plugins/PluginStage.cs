namespace Embodied.Runtime.Plugins;

/// <summary>The steps a plugin goes through, in order. Nothing of its code runs before <see cref="Load"/>.</summary>
public enum PluginStage
{
    /// <summary>Its folder is found; no other folder has the same id.</summary>
    Discover,

    /// <summary><c>plugin.yaml</c> is read and checked.</summary>
    ReadManifest,

    /// <summary>The SDK it was made for fits this host, and its assembly was indeed built against that.</summary>
    CheckSdk,

    /// <summary>The plugins it requires are there and sound.</summary>
    Requirements,

    /// <summary>Every file that <c>deps.json</c> lists is there.</summary>
    Preflight,

    /// <summary>The assembly is loaded into a context of its own.</summary>
    Load,

    /// <summary>All its types resolve, and one of them is the plugin.</summary>
    Types,

    /// <summary>The plugin registers its contributions.</summary>
    Register,

    /// <summary>What was registered is what the manifest declares, and can be made.</summary>
    Validate,

    /// <summary>Ready.</summary>
    Ready,
}
