namespace Embodied.Data.Hdf.Format;

/// <summary>A stored chunk.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Size">Bytes as stored.</param>
/// <param name="Mask">Bit i: filter i of the pipeline was left out.</param>
/// <param name="Place">Its place in the grid of chunks.</param>
internal readonly record struct HdfChunk(long Address, long Size, long Mask, long[] Place);

/// <summary>Finds the chunks of a dataset in any of the indices (specification, III.A.1, VII).</summary>
/// <param name="source">The file.</param>
/// <param name="layout">The dataset's layout.</param>
/// <param name="space">Its sizes.</param>
/// <param name="chunkBytes">Bytes of a chunk before filters.</param>
/// <param name="hasFilters">Whether there are filters.</param>
internal sealed class HdfChunks(HdfSource source, HdfLayout layout, HdfSpace space, long chunkBytes, bool hasFilters)
{
    private const int Deepest = 32;
    private readonly int[] _chunk = layout.Chunk!;

    /// <summary>All chunks that are stored.</summary>
    public IEnumerable<HdfChunk> All()
    {
        if (layout.Address == HdfSource.Undefined)
            return [];
        return layout.Index switch
        {
            HdfIndex.Tree1 => FromTree(layout.Address, [], 0),
            HdfIndex.Single => [new(layout.Address, layout.Filtered?.Size ?? chunkBytes, layout.Filtered?.Mask ?? 0, new long[_chunk.Length])],
            HdfIndex.Implicit => Enumerable.Range(0, checked((int)GridCount())).Select(i => new HdfChunk(layout.Address + (i * chunkBytes), chunkBytes, 0, PlaceOf(i))),
            HdfIndex.FixedArray => HdfFixedArray.Elements(source, layout.Address).Select((at, i) => Element(at, i)).Where(c => c.Address != HdfSource.Undefined),
            HdfIndex.ExtensibleArray => HdfExtensibleArray.Elements(source, layout.Address).Select(e => Element(e.Element, e.Index)).Where(c => c.Address != HdfSource.Undefined),
            _ => FromTree2(),
        };
    }

    private IEnumerable<HdfChunk> FromTree(long address, HashSet<long> seen, int depth)
    {
        if (!seen.Add(address) || depth > Deepest)
            throw new InvalidDataException("the nodes of a chunk index go in a circle");
        var at = source.Read(address, 8 + (2 * source.OffsetSize));
        at.Signature("TREE");
        if (at.Byte() != 1)
            throw new InvalidDataException("the index of a dataset holds no chunks");
        var (level, count) = (at.Byte(), at.UInt16());
        var key = 8 + (8 * (_chunk.Length + 1));
        at = source.Read(address + 8 + (2 * source.OffsetSize), (count * (long)(key + source.OffsetSize)) + key);
        for (var i = 0; i < count; i++)
        {
            var (size, mask) = (at.UInt32(), at.UInt32());
            var place = new long[_chunk.Length];
            for (var d = 0; d < place.Length; d++)
                place[d] = at.Int64() / _chunk[d];
            at.Skip(8);
            var child = at.Offset();
            if (level == 0)
            {
                yield return new(child, size, mask, place);
                continue;
            }

            foreach (var chunk in FromTree(child, seen, depth + 1))
                yield return chunk;
        }
    }

    private IEnumerable<HdfChunk> FromTree2()
    {
        foreach (var record in HdfBTree2.Records(source, layout.Address, 10, 11))
        {
            var address = record.Offset();
            var (size, mask) = (chunkBytes, 0L);
            var width = record.Left - (8 * _chunk.Length) - 4;
            if (width > 0)
                (size, mask) = (record.Unsigned(width), record.UInt32());
            var place = new long[_chunk.Length];
            for (var d = 0; d < place.Length; d++)
                place[d] = record.Int64();
            yield return new(address, size, mask, place);
        }
    }

    private HdfChunk Element(HdfCursor at, long index)
    {
        var address = at.Offset();
        return hasFilters ? new(address, at.Unsigned(at.Left - 4), at.UInt32(), PlaceOf(index)) : new(address, chunkBytes, 0, PlaceOf(index));
    }

    private long GridCount() => Grid().Aggregate(1L, (n, size) => checked(n * size));

    private long[] Grid() => [.. space.Most.Select((most, d) => ((most < 0 ? space.Sizes[d] : most) + _chunk[d] - 1) / _chunk[d])];

    // Chunks are counted along the last axis first; an axis without limit is the slowest, wherever it stands.
    private long[] PlaceOf(long index)
    {
        var grid = Grid();
        var order = Enumerable.Range(0, grid.Length).OrderBy(d => layout.Index == HdfIndex.ExtensibleArray && space.Most[d] < 0 ? 0 : 1).ToArray();
        var place = new long[grid.Length];
        for (var k = order.Length - 1; k > 0; k--)
            (index, place[order[k]]) = Math.DivRem(index, Math.Max(1, grid[order[k]]));
        place[order[0]] = index;
        return place;
    }
}
