namespace Embodied.Sdk.Recordings;

/// <summary>Where data come from and what was done to them; written into every file.</summary>
public sealed record Provenance
{
    /// <summary>What made it: a tool and version, an importer, a generator.</summary>
    public required string Origin { get; init; }

    /// <summary>Source file, or null.</summary>
    public string? Source { get; init; }

    /// <summary>SHA-256 of the source file, hexadecimal, or null.</summary>
    public string? SourceHash { get; init; }

    /// <summary>True when no animal was recorded.</summary>
    public bool Synthetic { get; init; }

    /// <summary>What a reader must know: wrong attributes that were corrected, values that were assumed, steps that were taken.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Settings that made it, by name.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
