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
            ReadChunks(bytes);
        else if (_layout.Address == HdfSource.Undefined)
            Fill(bytes);
        else
            _source.Fill(_layout.Address, bytes);
        return bytes;
    }

    /// <summary>The bytes of some rows: from the file where they lie together, else from the whole, which is then kept.</summary>
    public byte[] ReadRows(int first, int rows)
    {
        var row = Space.Sizes.Skip(1).Aggregate((long)Type.Size, (n, s) => checked(n * s));
        if (first < 0 || rows < 0 || Space.Sizes.Length == 0 || first + (long)rows > Space.Sizes[0])
            throw new InvalidDataException($"rows {first} to {first + (long)rows} lie outside of it");
        if (_layout is { Compact: null, Chunk: null } contiguous && _external is null && contiguous.Address != HdfSource.Undefined)
        {
            var bytes = new byte[checked(rows * row)];
            _source.Fill(contiguous.Address + (first * row), bytes);
            return bytes;
        }

        _whole ??= Read();
        return _whole.AsSpan(checked((int)(first * row)), checked((int)(rows * row))).ToArray();
    }

    private void ReadChunks(byte[] bytes)
    {
        var chunk = _layout!.Chunk!;
        if (chunk.Length != Space.Sizes.Length)
            throw new InvalidDataException($"chunks have {chunk.Length} axes, the dataset {Space.Sizes.Length}");
        Fill(bytes);
        var size = chunk.Aggregate((long)Type.Size, (n, c) => checked(n * c));
        // A chunk may stick out of the dataset, but not be one of another world.
        if (size > int.MaxValue)
            throw new InvalidDataException($"a chunk of {size} bytes is larger than any that is read");
        var seen = 0L;
        var most = Space.Sizes.Zip(chunk, (s, c) => (double)((s + c - 1) / c)).Aggregate(1.0, (n, c) => n * c);
        foreach (var stored in new HdfChunks(_source, _layout, Space, size, _filters.Any).All())
        {
            if (stored.Place.Where((p, d) => p < 0 || p * chunk[d] >= Space.Sizes[d]).Any())
                continue;
            if (++seen > most)
                throw new InvalidDataException("a chunk is there twice");
            Place(Unpacked(stored, chunk, (int)size), stored.Place, chunk, bytes);
        }
    }

    private byte[] Unpacked(HdfChunk stored, int[] chunk, int size)
    {
        var bytes = new byte[stored.Size is >= 0 and <= int.MaxValue && stored.Size <= _source.Length ? stored.Size : throw new InvalidDataException($"a chunk claims {stored.Size} bytes")];
        _source.Fill(stored.Address, bytes);
        var edge = stored.Place.Where((p, d) => (p + 1) * chunk[d] > Space.Sizes[d]).Any();
        return edge && _layout!.EdgesUnfiltered && bytes.Length == size ? bytes : _filters.Undo(bytes, stored.Mask, size);
    }

    // Row by row along the last axis; what sticks out is left.
    private void Place(byte[] from, long[] place, int[] chunk, byte[] to)
    {
        var (rank, width) = (chunk.Length, Type.Size);
        var inside = new long[rank];
        for (var d = 0; d < rank; d++)
            inside[d] = Math.Min(chunk[d], Space.Sizes[d] - (place[d] * chunk[d]));
        var row = (int)inside[^1] * width;
        var at = new long[rank];
        while (true)
        {
            var (source, target) = (0L, 0L);
            for (var d = 0; d < rank; d++)
            {
                source = (source * chunk[d]) + at[d];
                target = (target * Space.Sizes[d]) + (place[d] * chunk[d]) + at[d];
            }

            from.AsSpan((int)(source * width), row).CopyTo(to.AsSpan((int)(target * width)));
            var axis = rank - 2;
            for (; axis >= 0 && ++at[axis] == inside[axis]; axis--)
                at[axis] = 0;
            if (axis < 0)
                return;
        }
    }

    private void Fill(byte[] bytes)
    {
        if (_fill is not { Length: > 0 } fill || fill.Length != Type.Size || !fill.AsSpan().ContainsAnyExcept((byte)0))
            return;
        for (var i = 0; i < bytes.Length; i += fill.Length)
            fill.CopyTo(bytes, i);
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
