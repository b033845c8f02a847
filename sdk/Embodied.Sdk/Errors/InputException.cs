namespace Embodied.Sdk.Errors;

/// <summary>
/// Input that cannot be used: a file, an option, a configuration. Says where it is, what was found and what was expected. The command line exits
/// with 2 and leaves nothing behind.
/// </summary>
/// <param name="place">Where: a file, <c>file:line:column</c>, <c>file:/dataset</c> or an option.</param>
/// <param name="problem">What was found and what was expected.</param>
/// <param name="hint">What to do.</param>
/// <param name="inner">The cause, for logs.</param>
public sealed class InputException(string place, string problem, string? hint = null, Exception? inner = null)
    : EmbodiedException($"{place}: {problem}", hint, inner)
{
    /// <summary>Where the bad input is.</summary>
    public string Place { get; } = place;

    /// <summary>What was found and what was expected, without the place.</summary>
    public string Problem { get; } = problem;
}
