using System.Text;

namespace Embodied.Data.Hdf.Format;

/// <summary>The links of a group, in whichever of the three ways they are stored.</summary>
internal static class HdfGroup
{
    private const int MostLinks = 1_000_000;
    private const int Deepest = 32;

    /// <summary>Whether an object is a group.</summary>
    public static bool Is(HdfObjectHeader header) =>
        header.Find(HdfMessageType.SymbolTable) is not null || header.Find(HdfMessageType.LinkInfo) is not null || header.Find(HdfMessageType.Link) is not null;

    /// <summary>Its links: in the order they were made where the file keeps that, else by name.</summary>
    public static IReadOnlyList<HdfLink> Links(HdfSource source, HdfObjectHeader header)
    {
        var links = new List<HdfLink>();
        if (header.Find(HdfMessageType.SymbolTable) is { } table)
        {
            var at = Again(table.Body);
            var (tree, heap) = (at.Offset(), at.Offset());
            links.AddRange(FromTable(source, tree, LocalHeap(source, heap)));
        }

        links.AddRange(header.All(HdfMessageType.Link).Select(m => HdfLink.Read(Again(m.Body))));
        if (header.Find(HdfMessageType.LinkInfo) is { } info)
            links.AddRange(FromHeap(source, Again(info.Body)));
        return links.Count <= MostLinks ? links : throw new InvalidDataException($"a group has more than {MostLinks} links");
    }

    /// <summary>The texts of an old group, or the names of a dataset's other files.</summary>
    public static HdfCursor LocalHeap(HdfSource source, long address)
    {
        var at = source.Read(address, 8 + (2 * source.LengthSize) + source.OffsetSize);
        at.Signature("HEAP");
        at.Skip(4);
        var size = at.Length();
        at.Skip(source.LengthSize);
        return source.Read(at.Offset(), size);
    }

    /// <summary>A message may be asked for more than once.</summary>
    public static HdfCursor Again(HdfCursor body)
    {
        body.Position = 0;
        return body;
    }

    private static IEnumerable<HdfLink> FromHeap(HdfSource source, HdfCursor info)
    {
        info.Version(0, "link info");
        var flags = info.Byte();
        if ((flags & 1) != 0)
            info.Skip(8);
        var (heapAt, byName) = (info.Offset(), info.Offset());
        var byOrder = (flags & 2) != 0 ? info.Offset() : HdfSource.Undefined;
        if (heapAt == HdfSource.Undefined)
            yield break;
        var heap = new HdfFractalHeap(source, heapAt);
        var ordered = byOrder != HdfSource.Undefined;
        var links = new List<HdfLink>();
        foreach (var record in HdfBTree2.Records(source, ordered ? byOrder : byName, 5, 6))
        {
            record.Skip(ordered ? 8 : 4);
            links.Add(HdfLink.Read(heap.Get(record)));
            if (links.Count > MostLinks)
                throw new InvalidDataException($"a group has more than {MostLinks} links");
        }

        // The tree is sorted by hashes of the names.
        foreach (var link in ordered ? links : links.OrderBy(l => l.Name, StringComparer.Ordinal).ToList())
            yield return link;
    }

    private static List<HdfLink> FromTable(HdfSource source, long tree, HdfCursor names)
    {
        var (links, seen) = (new List<HdfLink>(), new HashSet<long>());
        foreach (var node in Leaves(source, tree, seen, 0))
        {
            var at = source.Read(node, 8);
            at.Signature("SNOD");
            at.Skip(2);
            var count = at.UInt16();
            at = source.Read(node + 8, count * (long)((2 * source.OffsetSize) + 24));
            for (var i = 0; i < count; i++)
                links.Add(Entry(at, names));
            if (links.Count > MostLinks)
                throw new InvalidDataException($"a group has more than {MostLinks} links");
        }

        return links;
    }

    private static HdfLink Entry(HdfCursor at, HdfCursor names)
    {
        var (name, address, cache) = (TextAt(names, at.Offset()), at.Offset(), at.UInt32());
        at.Skip(4);
        var scratch = at.Part(16);
        return cache == 2 ? new(name, HdfSource.Undefined, TextAt(names, scratch.UInt32())) : new(name, address);
    }

    private static string TextAt(HdfCursor heap, long offset)
    {
        heap.Position = 0;
        heap.Skip((int)Math.Clamp(offset, 0, int.MaxValue));
        return heap.TextToZero();
    }

    private static IEnumerable<long> Leaves(HdfSource source, long address, HashSet<long> seen, int depth)
    {
        if (address == HdfSource.Undefined)
            yield break;
        if (!seen.Add(address) || depth > Deepest)
            throw new InvalidDataException("the nodes of a group go in a circle");
        var at = source.Read(address, 8 + (2 * source.OffsetSize));
        at.Signature("TREE");
        if (at.Byte() != 0)
            throw new InvalidDataException("the tree of a group holds no names");
        var (level, count) = (at.Byte(), at.UInt16());
        at = source.Read(address + 8 + (2 * source.OffsetSize), (count * (long)(source.OffsetSize + source.LengthSize)) + source.LengthSize);
        for (var i = 0; i < count; i++)
        {
            at.Skip(source.LengthSize);
            var child = at.Offset();
            if (level == 0)
            {
                yield return child;
                continue;
            }

            foreach (var leaf in Leaves(source, child, seen, depth + 1))
                yield return leaf;
        }
    }
}
