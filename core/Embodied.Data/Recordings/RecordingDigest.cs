using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Recordings;

/// <summary>SHA-256 over everything a recording says, in one fixed order, so that a changed bit anywhere is noticed.</summary>
internal sealed class RecordingDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public static string Of(Recording recording)
    {
        using var digest = new RecordingDigest();
        digest.Add(recording.Name);
        digest.Add(recording.Channels.Count);
        foreach (var channel in recording.Channels)
            digest.Add(channel);
        digest.Add(recording.Provenance);
        return Convert.ToHexStringLower(digest._hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private void Add(RecordingChannel channel)
    {
        Add(channel.Name);
        Add(channel.Unit);
        Add(channel.Frame);
        // A file does not tell no names, or no times, from an empty list of them.
        Add(channel.Labels is { Count: > 0 } labels ? labels : null);
        Add(channel.Shape.Count);
        foreach (var size in channel.Shape)
            Add(size);
        Add(channel.Values);
        var given = channel.Time is { Times.Count: 0 } ? null : channel.Time;
        Add(given is null ? -1 : given.Times?.Count ?? 0);
        if (given is { } time)
            Add(time.Times is { } times ? [.. times] : [time.Rate, time.Start]);
    }

    private void Add(Provenance provenance)
    {
        Add(provenance.Origin);
        Add(provenance.Source);
        Add(provenance.SourceHash);
        Add(provenance.Synthetic ? 1 : 0);
        Add(provenance.Notes);
        foreach (var (key, value) in provenance.Settings.OrderBy(s => s.Key, StringComparer.Ordinal))
            Add([key, value]);
    }

    private void Add(int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        _hash.AppendData(bytes);
    }

    // Lengths keep neighbours apart; -1 is null.
    private void Add(string? text)
    {
        var bytes = text is null ? null : Encoding.UTF8.GetBytes(text);
        Add(bytes?.Length ?? -1);
        _hash.AppendData(bytes ?? []);
    }

    private void Add(IReadOnlyList<string>? texts)
    {
        Add(texts?.Count ?? -1);
        foreach (var text in texts ?? [])
            Add(text);
    }

    // Every machine this runs on is little-endian; the file is too.
    private void Add(double[] values)
    {
        Add(values.Length);
        _hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
