namespace Embodied.Testing;

/// <summary>How a value is written before it is compared.</summary>
public sealed record VerifySettings
{
    /// <summary>Significant digits that floating-point numbers of an object are rounded to, 1 to 17. Strings are left alone.</summary>
    public int SignificantDigits { get; init; } = 6;

    /// <summary>Values of a theory's parameters; they become part of the file's name.</summary>
    public IReadOnlyList<object?> Parameters { get; init; } = [];

    /// <summary>Further replacements, run after those for paths, times and GUIDs.</summary>
    public IReadOnlyList<Func<string, string>> Scrubbers { get; init; } = [];
}
