namespace Embodied.Data.Hdf.Format;

/// <summary>How chunks are found.</summary>
internal enum HdfIndex
{
    /// <summary>By a version 1 B-tree.</summary>
    Tree1,
    Single,
    Implicit,
    FixedArray,
    ExtensibleArray,
    Tree2,
}

/// <summary>Where the bytes of a dataset are (specification, IV.A.2.i).</summary>
internal sealed record HdfLayout
{
    /// <summary>The bytes themselves, of a compact dataset.</summary>
    public byte[]? Compact { get; private init; }

    /// <summary>Address of the bytes of a contiguous dataset, or of the index of a chunked one.</summary>
    public long Address { get; private init; } = HdfSource.Undefined;

    /// <summary>Sizes of a chunk; null where there are none.</summary>
    public int[]? Chunk { get; private init; }

    public HdfIndex Index { get; private init; }

    /// <summary>Whether chunks that stick out of the dataset are stored without filters.</summary>
    public bool EdgesUnfiltered { get; private init; }

    /// <summary>Of a single chunk with filters: its size and which filters were left out.</summary>
    public (long Size, long Mask)? Filtered { get; private init; }

    /// <summary>2 to the power of this is how many elements a page of an array index has.</summary>
    public int PageBits { get; private init; }

    public static HdfLayout Read(HdfCursor at)
    {
        var version = at.Version(4, "a layout");
        return version switch
        {
            1 or 2 => Old(at),
            3 or 4 => (int)at.Byte() switch
            {
                0 => new() { Compact = at.Take(at.UInt16()).ToArray() },
                1 => new() { Address = at.Offset() },
                2 when version == 3 => Chunked(at),
                2 => ChunkedNew(at),
                3 => throw new InvalidDataException("it is virtual, put together from other datasets, which is not read: copy it into a dataset of its own (h5repack, or h5py: f2['x'] = f['x'][()])"),
                var other => throw new InvalidDataException($"layout {other} is none of this format"),
            },
            _ => throw new InvalidDataException($"layout version {version} is none of this format"),
        };
    }

    private static HdfLayout Old(HdfCursor at)
    {
        var (rank, kind) = (at.Byte(), at.Byte());
        at.Skip(5);
        var address = kind == 0 ? HdfSource.Undefined : at.Offset();
        var sizes = new int[rank];
        for (var i = 0; i < rank; i++)
            sizes[i] = at.Int32();
        return kind switch
        {
            0 => new() { Compact = at.Take(at.Int32()).ToArray() },
            1 => new() { Address = address },
            _ => new() { Address = address, Chunk = Checked(sizes[..^1]), Index = HdfIndex.Tree1 },
        };
    }

    private static HdfLayout Chunked(HdfCursor at)
    {
        var rank = at.Byte();
        var address = at.Offset();
        var sizes = new int[rank];
        for (var i = 0; i < rank; i++)
            sizes[i] = at.Int32();
        return new() { Address = address, Chunk = Checked(sizes[..^1]), Index = HdfIndex.Tree1 };
    }

    private static HdfLayout ChunkedNew(HdfCursor at)
    {
        var (flags, rank, width) = (at.Byte(), at.Byte(), at.Byte());
        var sizes = new int[rank];
        for (var i = 0; i < rank; i++)
            sizes[i] = (int)Math.Clamp(at.Unsigned(width), -1, int.MaxValue);
        var index = (HdfIndex)at.Byte();
        (long, long)? filtered = null;
        var pageBits = 0;
        switch (index)
        {
            case HdfIndex.Single when (flags & 2) != 0:
                filtered = (at.Length(), at.UInt32());
                break;
            case HdfIndex.FixedArray:
                pageBits = at.Byte();
                break;
            case HdfIndex.ExtensibleArray:
                at.Skip(4);
                pageBits = at.Byte();
                break;
            case HdfIndex.Tree2:
                at.Skip(6);
                break;
        }

        if (!Enum.IsDefined(index) || index == HdfIndex.Tree1)
            throw new InvalidDataException($"chunk index {(int)index} is none of this format");
        return new() { Address = at.Offset(), Chunk = Checked(sizes[..^1]), Index = index, EdgesUnfiltered = (flags & 1) != 0, Filtered = filtered, PageBits = pageBits };
    }

    private static int[] Checked(int[] chunk) =>
        chunk.Length > 0 && chunk.All(s => s > 0) ? chunk : throw new InvalidDataException("a chunk has no size");
}
