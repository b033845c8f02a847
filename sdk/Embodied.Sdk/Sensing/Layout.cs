namespace Embodied.Sdk.Sensing;

/// <summary>Channels one after the other in a flat vector.</summary>
public sealed class Layout
{
    private readonly Dictionary<string, int> _offsets = new(StringComparer.Ordinal);

    /// <summary>Lays the channels out in the given order.</summary>
    /// <exception cref="ArgumentException">Two channels have one name.</exception>
    public Layout(IEnumerable<Channel> channels)
    {
        Channels = [.. channels];
        foreach (var channel in Channels)
        {
            if (!_offsets.TryAdd(channel.Name, Size))
                throw new ArgumentException($"Two channels are named '{channel.Name}'.", nameof(channels));
            Size += channel.Size;
        }
    }

    /// <summary>The channels in order.</summary>
    public IReadOnlyList<Channel> Channels { get; }

    /// <summary>Numbers in the whole vector.</summary>
    public int Size { get; }

    /// <summary>First index of a channel, or −1.</summary>
    public int OffsetOf(string channel) => _offsets.TryGetValue(channel, out var offset) ? offset : -1;

    /// <summary>A text that differs when names, sizes or units differ: what checkpoints compare.</summary>
    public string Signature => string.Join(';', Channels.Select(c => $"{c.Name}[{c.Size}] {c.Unit}"));
}
