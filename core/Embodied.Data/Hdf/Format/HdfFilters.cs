using System.Buffers.Binary;
using System.IO.Compression;

namespace Embodied.Data.Hdf.Format;

/// <summary>The filters a chunk went through, taken back in reverse (specification, IV.A.2.l). No step changes the bytes it is given.</summary>
internal sealed class HdfFilters
{
    private const int Deflate = 1;
    private const int Shuffle = 2;
    private const int Fletcher32 = 3;
    private const int ScaleOffset = 6;
    private readonly List<(int Id, string? Name, uint[] Values)> _filters = [];
    private byte[] _inflated = [];

    public bool Any => _filters.Count > 0;

    /// <summary>Reads a filter message; null gives a pipeline without filters.</summary>
    public static HdfFilters Read(HdfCursor? at)
    {
        var pipeline = new HdfFilters();
        if (at is null)
            return pipeline;
        var version = at.Version(2, "a filter pipeline");
        var count = at.Byte();
        if (version == 1)
            at.Skip(6);
        for (var i = 0; i < count; i++)
            pipeline._filters.Add(ReadFilter(at, version));
        return pipeline;
    }

    /// <summary>The bytes before the filters; they may be overwritten by the next call.</summary>
    /// <param name="stored">As they are stored.</param>
    /// <param name="mask">Bit i: filter i was left out.</param>
    /// <param name="size">Bytes the chunk must have.</param>
    public byte[] Undo(byte[] stored, long mask, int size)
    {
        var bytes = stored;
        for (var i = _filters.Count - 1; i >= 0; i--)
        {
            if (((mask >> i) & 1) == 0)
                bytes = Undo(_filters[i], bytes, size);
        }

        return bytes.Length == size ? bytes : throw new InvalidDataException($"a chunk holds {bytes.Length} bytes; expected {size}");
    }

    private static (int Id, string? Name, uint[] Values) ReadFilter(HdfCursor at, int version)
    {
        var id = at.UInt16();
        var nameLength = version == 1 || id >= 256 ? at.UInt16() : 0;
        at.Skip(2);
        var values = new uint[at.UInt16()];
        var name = nameLength > 0 ? System.Text.Encoding.UTF8.GetString(at.Take(version == 1 ? (nameLength + 7) / 8 * 8 : nameLength)).TrimEnd('\0') : null;
        for (var i = 0; i < values.Length; i++)
            values[i] = (uint)at.UInt32();
        if (version == 1 && values.Length % 2 == 1)
            at.Skip(4);
        return (id, name, values);
    }

    private byte[] Undo((int Id, string? Name, uint[] Values) filter, byte[] bytes, int size) => filter.Id switch
    {
        Deflate => Inflate(bytes, size),
        Shuffle => Unshuffle(bytes, filter.Values is [var element, ..] ? (int)element : 1),
        Fletcher32 => Verified(bytes),
        ScaleOffset => HdfScaleOffset.Unpack(bytes, filter.Values, size),
        Lzf.FilterId => Lzf.Unpack(bytes, filter.Values is [_, _, > 0 and <= int.MaxValue and var own, ..] ? (int)own : size),
        _ => throw new InvalidDataException($"it is packed with filter {filter.Id}{(filter.Name is { Length: > 0 } name ? $" ({name})" : "")}, which is not read: store it with gzip, lzf or no compression (h5repack -f GZIP=4 FILE COPY)"),
    };

    // Chunks come by the thousand and are large: they are unpacked into the same place, unless that is what is unpacked.
    private byte[] Inflate(byte[] packed, int size)
    {
        var bytes = _inflated.Length == size && _inflated != packed ? _inflated : new byte[size];
        _inflated = bytes;
        using var stream = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        var read = stream.ReadAtLeast(bytes, size, throwOnEndOfStream: false);
        // A chunk whose checksum comes before compression is a little longer.
        Span<byte> more = stackalloc byte[16];
        var rest = read == size ? stream.ReadAtLeast(more, more.Length, throwOnEndOfStream: false) : 0;
        if (rest == more.Length)
            throw new InvalidDataException($"a chunk unpacks to more than its {size} bytes");
        return rest > 0 ? [.. bytes, .. more[..rest]] : read == size ? bytes : bytes[..read];
    }

    // All first bytes of the elements, then all second bytes …; what is left over at the end stands as it is.
    private static byte[] Unshuffle(byte[] shuffled, int element)
    {
        if (element <= 1)
            return shuffled;
        var count = shuffled.Length / element;
        var bytes = (byte[])shuffled.Clone();
        for (var b = 0; b < element; b++)
        {
            var plane = shuffled.AsSpan(b * count, count);
            for (var i = 0; i < count; i++)
                bytes[(i * element) + b] = plane[i];
        }

        return bytes;
    }

    private static byte[] Verified(byte[] summed)
    {
        if (summed.Length < 4)
            throw new InvalidDataException("a chunk has no checksum");
        var bytes = summed[..^4];
        var (expected, found) = (BinaryPrimitives.ReadUInt32LittleEndian(summed.AsSpan(summed.Length - 4)), Checksum(bytes));
        // Writers before 1.6.3 stored it with swapped bytes.
        var swapped = ((found & 0x00FF00FFu) << 8) | ((found >> 8) & 0x00FF00FFu);
        return found == expected || swapped == expected ? bytes : throw new InvalidDataException("a chunk's checksum differs: the data are damaged");
    }

    // Fletcher 1982, over big-endian words of 16 bits, as HDF5's H5_checksum_fletcher32 does it.
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var (first, second, words, at) = (0u, 0u, bytes.Length / 2, 0);
        while (words > 0)
        {
            var some = Math.Min(360, words);
            words -= some;
            for (; some > 0; some--, at += 2)
            {
                first += (uint)((bytes[at] << 8) | bytes[at + 1]);
                second += first;
            }

            (first, second) = (Folded(first), Folded(second));
        }

        if (bytes.Length % 2 == 1)
        {
            first += (uint)(bytes[at] << 8);
            second += first;
            (first, second) = (Folded(first), Folded(second));
        }

        (first, second) = (Folded(first), Folded(second));
        return (second << 16) | first;

        static uint Folded(uint sum) => (sum & 0xFFFF) + (sum >> 16);
    }
}
