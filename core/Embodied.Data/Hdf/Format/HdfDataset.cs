namespace Embodied.Data.Hdf.Format;

/// <summary>A dataset or an attribute: what it holds, how many, and its bytes.</summary>
internal sealed class HdfDataset
{
    private readonly HdfSource _source;
    private readonly byte[]? _inline;
    private readonly HdfLayout? _layout;
    private readonly HdfFilters _filters = HdfFilters.Read(null);
    private readonly byte[]? _fill;
    private readonly HdfCursor? _external;
    private byte[]? _whole;
    private HdfChunkRows? _chunks;

    private HdfDataset(HdfSource source, HdfType type, HdfSpace space, byte[] bytes) => (_source, Type, Space, _inline) = (source, type, space, bytes);

    /// <summary>A dataset by its header.</summary>
    public HdfDataset(HdfSource source, HdfObjectHeader header)
    {
        _source = source;
        Type = HdfType.Read(Required(header, HdfMessageType.Type));
        Space = HdfSpace.Read(Required(header, HdfMessageType.Space));
        _layout = HdfLayout.Read(Required(header, HdfMessageType.Layout));
        _filters = HdfFilters.Read(header.Find(HdfMessageType.Filters) is { } filters ? HdfGroup.Again(filters.Body) : null);
        _external = header.Find(HdfMessageType.External) is { } external ? HdfGroup.Again(external.Body) : null;
        _fill = header.Find(HdfMessageType.Fill) is { } fill ? FillOf(HdfGroup.Again(fill.Body)) : null;
    }

    public HdfType Type { get; }

    public HdfSpace Space { get; }

    /// <summary>Bytes of the whole.</summary>
    public double ByteCount => Space.Count * Type.Size;

    private HdfChunkRows Chunks => _chunks ??= new(_source, _layout!, Space, Type.Size, _filters, bytes => Fill(bytes.Span));

    public static bool Is(HdfObjectHeader header) => header.Find(HdfMessageType.Layout) is not null;

    /// <summary>Reads an attribute message.</summary>
    public static (string Name, HdfDataset Value) ReadAttribute(HdfSource source, HdfCursor at)
    {
        var version = at.Version(3, "an attribute");
        var flags = at.Byte();
        var (nameSize, typeSize, spaceSize) = (at.UInt16(), at.UInt16(), at.UInt16());
        if (version == 3)
            at.Skip(1);
        int Stored(int size) => version == 1 ? (size + 7) / 8 * 8 : size;
        var name = System.Text.Encoding.UTF8.GetString(at.Take(Stored(nameSize))).TrimEnd('\0');
        var typeAt = at.Part(Stored(typeSize));
        var type = HdfType.Read(version > 1 && (flags & 1) != 0 ? SharedType(source, typeAt) : typeAt);
        var space = HdfSpace.Read(at.Part(Stored(spaceSize)));
        var bytes = space.Count * type.Size;
        if (bytes > at.Left)
            throw new InvalidDataException($"attribute '{name}' claims {bytes:g4} bytes of {at.Left}");
        return (name, new(source, type, space, at.Take((int)bytes).ToArray()));
    }

    /// <summary>All its bytes, in order of elements.</summary>
    public byte[] Read()
    {
        if (_inline is not null)
            return _inline;
        var bytes = new byte[checked((long)ByteCount)];
        if (bytes.Length == 0)
            return bytes;
        if (_external is not null)
            HdfExternalFiles.Read(_source, _external, bytes);
        else if (_layout!.Compact is { } compact)
            compact.AsSpan(0, Math.Min(compact.Length, bytes.Length)).CopyTo(bytes);
        else if (_layout.Chunk is not null)
            Chunks.Read(0, bytes);
        else if (_layout.Address == HdfSource.Undefined)
            Fill(bytes);
        else
            _source.Fill(_layout.Address, bytes);
        return bytes;
    }

    /// <summary>Fills a block with rows, without the others where they lie together or in chunks; else from the whole, which is then kept.</summary>
    /// <param name="first">First row.</param>
    /// <param name="rows">A whole number of rows.</param>
    public void ReadRows(int first, Memory<byte> rows)
    {
        var row = Space.Sizes.Skip(1).Aggregate((long)Type.Size, (n, s) => checked(n * s));
        if (row == 0)
            return;
        var count = rows.Length / row;
        if (first < 0 || rows.Length % row != 0 || Space.Sizes.Length == 0 || first + count > Space.Sizes[0])
            throw new InvalidDataException($"rows {first} to {first + count} lie outside of it");
        if (_layout is { Compact: null } layout && _external is null && layout.Chunk is not null)
        {
            Chunks.Read(first, rows);
        }
        else if (_layout is { Compact: null } contiguous && _external is null && contiguous.Address != HdfSource.Undefined)
        {
            _source.Fill(contiguous.Address + (first * row), rows.Span);
        }
        else
        {
            _whole ??= Read();
            _whole.AsSpan(checked((int)(first * row)), rows.Length).CopyTo(rows.Span);
        }
    }

    private void Fill(Span<byte> bytes)
    {
        if (_fill is not { Length: > 0 } fill || fill.Length != Type.Size || !fill.AsSpan().ContainsAnyExcept((byte)0))
            return;
        for (var i = 0; i < bytes.Length; i += fill.Length)
            fill.CopyTo(bytes[i..]);
    }

    private static byte[]? FillOf(HdfCursor at)
    {
        var version = at.Version(3, "a fill value");
        if (version == 3)
        {
            if ((at.Byte() & 0x20) == 0)
                return null;
        }
        else
        {
            at.Skip(2);
            if (at.Byte() == 0 && version == 2)
                return null;
        }

        return at.Left < 4 ? null : at.Take((int)Math.Clamp(at.UInt32(), 0, at.Left)).ToArray();
    }

    private static HdfCursor SharedType(HdfSource source, HdfCursor at)
    {
        var version = at.Version(3, "a shared type");
        var kind = at.Byte();
        if (version == 1)
            at.Skip(6);
        if (version == 3 && kind == 1)
            throw new InvalidDataException("a type lies in the heap of shared messages, which is not read");
        return HdfObjectHeader.Resolve(source, HdfMessageType.Type, at.Offset()).Body;
    }

    private static HdfCursor Required(HdfObjectHeader header, HdfMessageType type) =>
        HdfGroup.Again((header.Find(type) ?? throw new InvalidDataException($"it has no {type.ToString().ToLowerInvariant()}")).Body);
}
