namespace Embodied.Runtime.Plugins;

/// <summary>Why a plugin is not available.</summary>
/// <param name="PluginId">Its id, or the folder's name when the manifest does not tell.</param>
/// <param name="Stage">How far it came.</param>
/// <param name="Message">What happened.</param>
/// <param name="Hint">What to do.</param>
/// <param name="Exception">The cause, for logs, or null.</param>
public sealed record PluginProblem(string PluginId, PluginStage Stage, string Message, string Hint, Exception? Exception = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"plugin '{PluginId}' failed at {Stage}: {Message}";
}

/// <summary>Carries a problem out of a stage; never leaves the host.</summary>
internal sealed class PluginStageException(PluginStage stage, string message, string hint, Exception? inner = null) : Exception(message, inner)
{
    public PluginStage Stage { get; } = stage;

    public string Hint { get; } = hint;
}
