namespace Embodied.Sdk.Errors;

/// <summary>A problem a person can act on: what happened, and what to do. The command line prints both and no stack trace; it exits with 1.</summary>
public class EmbodiedException(string message, string? hint = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What to do about it, one sentence, or null when there is nothing to advise.</summary>
    public string? Hint { get; } = hint;
}
