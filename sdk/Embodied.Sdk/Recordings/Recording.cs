namespace Embodied.Sdk.Recordings;

/// <summary>Named, time-aligned channels with units. Immutable; what every step of the pipeline reads and writes.</summary>
public sealed class Recording
{
    private readonly Dictionary<string, RecordingChannel> _byName;

    /// <summary>Puts channels together.</summary>
    /// <exception cref="ArgumentException">Two channels have one name.</exception>
    public Recording(string name, IEnumerable<RecordingChannel> channels, Provenance provenance)
    {
        Name = name;
        Channels = [.. channels];
        Provenance = provenance;
        _byName = Channels.ToDictionary(c => c.Name, StringComparer.Ordinal);
    }

    /// <summary>Short name, e.g. the session.</summary>
    public string Name { get; }

    /// <summary>The channels.</summary>
    public IReadOnlyList<RecordingChannel> Channels { get; }

    /// <summary>Where it comes from and what was done to it.</summary>
    public Provenance Provenance { get; }

    /// <summary>A channel by name, or null.</summary>
    public RecordingChannel? Find(string name) => _byName.GetValueOrDefault(name);
}
