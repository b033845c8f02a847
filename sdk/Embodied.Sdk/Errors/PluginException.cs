namespace Embodied.Sdk.Errors;

/// <summary>Something asked for belongs to a plugin that could not be loaded. The command line exits with 3.</summary>
/// <param name="plugin">Id of the plugin.</param>
/// <param name="message">What went wrong, and at which stage.</param>
/// <param name="hint">What to do.</param>
/// <param name="inner">The cause.</param>
public sealed class PluginException(string plugin, string message, string? hint = null, Exception? inner = null)
    : EmbodiedException($"plugin '{plugin}': {message}", hint, inner)
{
    /// <summary>Id of the plugin.</summary>
    public string Plugin { get; } = plugin;
}
