namespace Embodied.Data.Hdf.Format;

/// <summary>
/// Rows of a dataset that is stored in chunks. Chunks that lie side by side along the first axis form a band; a band that is asked for in part is unpacked
/// once and kept until another one is, so that rows in order need the memory of one band.
/// </summary>
/// <param name="source">The file.</param>
/// <param name="layout">The dataset's layout.</param>
/// <param name="space">Its sizes.</param>
/// <param name="width">Bytes of an element.</param>
/// <param name="filters">What chunks went through.</param>
/// <param name="fill">Gives elements that were never written their value.</param>
internal sealed class HdfChunkRows(HdfSource source, HdfLayout layout, HdfSpace space, int width, HdfFilters filters, Action<Memory<byte>> fill)
{
    private readonly int[] _chunk = layout.Chunk!;
    private Dictionary<long, List<HdfChunk>>? _bands;
    private (long Band, byte[] Bytes)? _kept;

    private long RowBytes => space.Sizes.Skip(1).Aggregate((long)width, (n, s) => checked(n * s));

    /// <summary>Bytes of a chunk before filters.</summary>
    private int ChunkBytes
    {
        get
        {
            // A chunk may stick out of the dataset, but not be one of another world.
            var size = _chunk.Aggregate((long)width, (n, c) => checked(n * c));
            return size <= int.MaxValue ? (int)size : throw new InvalidDataException($"a chunk of {size} bytes is larger than any that is read");
        }
    }

    /// <summary>Fills a block with the rows from <paramref name="first"/> on.</summary>
    public void Read(long first, Memory<byte> rows)
    {
        if (rows.IsEmpty)
            return;
        if (_chunk.Length != space.Sizes.Length)
            throw new InvalidDataException($"chunks have {_chunk.Length} axes, the dataset {space.Sizes.Length}");
        _bands ??= Index();
        var (tall, row) = (_chunk[0], RowBytes);
        var end = first + (rows.Length / row);
        for (var band = first / tall; band * tall < end; band++)
        {
            var (from, to) = (Math.Max(first, band * tall), Math.Min(end, (band + 1) * tall));
            var part = rows.Slice(checked((int)((from - first) * row)), checked((int)((to - from) * row)));
            if (from == band * tall && to == Math.Min((band + 1) * tall, space.Sizes[0]))
                Unpack(band, part);
            else
                Kept(band, row).AsMemory(checked((int)((from - (band * tall)) * row)), part.Length).CopyTo(part);
        }
    }

    private byte[] Kept(long band, long row)
    {
        if (_kept is { } kept && kept.Band == band)
            return kept.Bytes;
        var size = checked(Math.Min(_chunk[0], space.Sizes[0] - (band * _chunk[0])) * row);
        var bytes = _kept?.Bytes.Length == size ? _kept.Value.Bytes : new byte[size];
        _kept = null;
        Unpack(band, bytes);
        _kept = (band, bytes);
        return bytes;
    }

    private Dictionary<long, List<HdfChunk>> Index()
    {
        var bands = new Dictionary<long, List<HdfChunk>>();
        var (seen, most) = (0L, space.Sizes.Zip(_chunk, (s, c) => (double)((s + c - 1) / c)).Aggregate(1.0, (n, c) => n * c));
        foreach (var stored in new HdfChunks(source, layout, space, ChunkBytes, filters.Any).All())
        {
            if (stored.Place.Where((p, d) => p < 0 || p * _chunk[d] >= space.Sizes[d]).Any())
                continue;
            if (++seen > most)
                throw new InvalidDataException("a chunk is there twice");
            if (!bands.TryGetValue(stored.Place[0], out var band))
                bands[stored.Place[0]] = band = [];
            band.Add(stored);
        }

        return bands;
    }

    private void Unpack(long band, Memory<byte> rows)
    {
        // Chunks that were never written are not in the file.
        rows.Span.Clear();
        fill(rows);
        if (!_bands!.TryGetValue(band, out var chunks))
            return;
        foreach (var stored in chunks)
            Place(Unpacked(stored), stored.Place, rows.Span);
    }

    private byte[] Unpacked(HdfChunk stored)
    {
        var size = ChunkBytes;
        var bytes = new byte[stored.Size is >= 0 and <= int.MaxValue && stored.Size <= source.Length ? stored.Size : throw new InvalidDataException($"a chunk claims {stored.Size} bytes")];
        source.Fill(stored.Address, bytes);
        var edge = stored.Place.Where((p, d) => (p + 1) * _chunk[d] > space.Sizes[d]).Any();
        return edge && layout.EdgesUnfiltered && bytes.Length == size ? bytes : filters.Undo(bytes, stored.Mask, size);
    }

    // Row by row along the last axis; what sticks out is left. The block begins with the first row of the chunk.
    private void Place(byte[] from, long[] place, Span<byte> to)
    {
        var rank = _chunk.Length;
        var (inside, strides) = (new long[rank], new long[rank]);
        var (origin, target, below) = (0L, 0L, (long)width);
        for (var d = rank - 1; d >= 0; d--)
        {
            inside[d] = Math.Min(_chunk[d], space.Sizes[d] - (place[d] * _chunk[d]));
            target += d == 0 ? 0 : place[d] * _chunk[d] * below;
            strides[d] = below;
            below *= space.Sizes[d];
        }

        var (row, step, at) = ((int)inside[^1] * width, _chunk[^1] * (long)width, new long[rank]);
        while (true)
        {
            from.AsSpan((int)origin, row).CopyTo(to[(int)target..]);
            origin += step;
            var (axis, skipped) = (rank - 2, step);
            while (axis >= 0 && ++at[axis] == inside[axis])
            {
                // The rest of the chunk along this axis sticks out.
                origin += (_chunk[axis] - inside[axis]) * skipped;
                target -= (inside[axis] - 1) * strides[axis];
                skipped *= _chunk[axis];
                at[axis--] = 0;
            }

            if (axis < 0)
                return;
            target += strides[axis];
        }
    }
}
