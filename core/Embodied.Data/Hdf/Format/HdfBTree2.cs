using System.Numerics;

namespace Embodied.Data.Hdf.Format;

/// <summary>The records of a version 2 B-tree, in order (specification, III.A.2).</summary>
internal static class HdfBTree2
{
    private const int PrefixAndChecksum = 10;
    private const int Deepest = 32;

    /// <summary>Hands out every record.</summary>
    /// <param name="source">The file.</param>
    /// <param name="address">Address of the tree's header.</param>
    /// <param name="type">The type of records it must hold.</param>
    public static IEnumerable<HdfCursor> Records(HdfSource source, long address, params int[] type)
    {
        var at = source.Read(address, 16 + source.OffsetSize + 2 + source.LengthSize + 4);
        at.Signature("BTHD");
        at.Version(0, "a B-tree");
        var kind = at.Byte();
        if (!type.Contains(kind))
            throw new InvalidDataException($"a B-tree holds records of type {kind}");
        var (nodeSize, recordSize, depth) = (at.UInt32(), at.UInt16(), at.UInt16());
        at.Skip(2);
        var (root, count) = (at.Offset(), at.UInt16());
        if (root == HdfSource.Undefined || count == 0)
            return [];
        if (recordSize == 0 || depth > Deepest || nodeSize < PrefixAndChecksum + recordSize)
            throw new InvalidDataException("a B-tree has impossible sizes");
        return new Walk(source, (int)nodeSize, recordSize, depth).Node(root, count, depth, []);
    }

    /// <summary>Bytes in which a number up to a limit is stored.</summary>
    public static int EncodedSize(long limit) => (BitOperations.Log2((ulong)Math.Max(1, limit)) / 8) + 1;

    private sealed class Walk
    {
        private readonly HdfSource _source;
        private readonly int _nodeSize;
        private readonly int _recordSize;
        private readonly int _countSize;
        private readonly int[] _totalSize;

        public Walk(HdfSource source, int nodeSize, int recordSize, int depth)
        {
            (_source, _nodeSize, _recordSize) = (source, nodeSize, recordSize);
            var most = (long)((nodeSize - PrefixAndChecksum) / recordSize);
            _countSize = EncodedSize(most);
            _totalSize = new int[depth + 1];
            var total = most;
            for (var level = 1; level <= depth; level++)
            {
                var pointer = source.OffsetSize + _countSize + _totalSize[level - 1];
                most = (nodeSize - (PrefixAndChecksum + pointer)) / (recordSize + pointer);
                total = checked(((most + 1) * total) + most);
                _totalSize[level] = EncodedSize(total);
            }
        }

        public IEnumerable<HdfCursor> Node(long address, int count, int level, HashSet<long> seen)
        {
            if (!seen.Add(address))
                throw new InvalidDataException("the nodes of a B-tree go in a circle");
            var at = _source.Read(address, _nodeSize);
            at.Signature(level == 0 ? "BTLF" : "BTIN");
            at.Skip(2);
            var records = new HdfCursor[count];
            for (var i = 0; i < count; i++)
                records[i] = at.Part(_recordSize);
            if (level == 0)
            {
                foreach (var record in records)
                    yield return record;
                yield break;
            }

            for (var i = 0; i <= count; i++)
            {
                var (child, childCount) = (at.Offset(), (int)at.Unsigned(_countSize));
                if (level > 1)
                    at.Skip(_totalSize[level - 1]);
                foreach (var record in Node(child, childCount, level - 1, seen))
                    yield return record;
                if (i < count)
                    yield return records[i];
            }
        }
    }
}
