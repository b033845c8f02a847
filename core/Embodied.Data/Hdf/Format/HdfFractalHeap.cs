using System.Numerics;

namespace Embodied.Data.Hdf.Format;

/// <summary>A heap in which links and attributes of large groups lie (specification, III.G). Filtered and huge objects are not read.</summary>
internal sealed class HdfFractalHeap
{
    private readonly HdfSource _source;
    private readonly int _heapOffsetSize;
    private readonly int _heapLengthSize;
    private readonly int _width;
    private readonly long _start;
    private readonly long _largestDirect;
    private readonly long _root;
    private readonly int _rows;

    public HdfFractalHeap(HdfSource source, long address)
    {
        _source = source;
        var at = source.ReadUpTo(address, 256);
        at.Signature("FRHP");
        at.Version(0, "a fractal heap");
        at.Skip(2);
        var filters = at.UInt16();
        if (filters > 0)
            throw new InvalidDataException("a heap of names is compressed, which is not read");
        at.Skip(1);
        var mostManaged = at.UInt32();
        at.Skip((10 * source.LengthSize) + (2 * source.OffsetSize));
        _width = at.UInt16();
        (_start, _largestDirect) = (at.Length(), at.Length());
        var bits = at.UInt16();
        at.Skip(2);
        (_root, _rows) = (at.Offset(), at.UInt16());
        if (_width == 0 || _start <= 0 || _largestDirect < _start || !BitOperations.IsPow2(_start) || !BitOperations.IsPow2(_largestDirect) || bits > 64)
            throw new InvalidDataException("a heap has impossible sizes");
        _heapOffsetSize = (bits + 7) / 8;
        _heapLengthSize = Math.Min((BitOperations.Log2((ulong)_largestDirect) + 7) / 8, HdfBTree2.EncodedSize(mostManaged));
    }

    /// <summary>An object by its id.</summary>
    public HdfCursor Get(HdfCursor id)
    {
        var kind = id.Byte();
        switch ((kind >> 4) & 3)
        {
            case 0:
                var (offset, length) = (id.Unsigned(_heapOffsetSize), id.Unsigned(_heapLengthSize));
                return _source.Read(Locate(offset, length), length);
            case 2:
                return id.Part((kind & 15) + 1);
            default:
                throw new InvalidDataException("a name or attribute is larger than its heap's blocks, which is not read");
        }
    }

    private long Locate(long offset, long length)
    {
        if (offset < 0 || length < 0)
            throw new InvalidDataException("an object of a heap has no place");
        return _rows == 0 ? Direct(_root, offset, _start) : Indirect(_root, offset, _rows, 0);
    }

    private static long Direct(long block, long offset, long size) =>
        block != HdfSource.Undefined && offset < size ? block + offset : throw new InvalidDataException("an object of a heap lies in a block that is not there");

    private long Indirect(long block, long offset, int rows, int depth)
    {
        if (block == HdfSource.Undefined || depth > 16 || rows > 40)
            throw new InvalidDataException("an object of a heap lies in a block that is not there");
        var directRows = BitOperations.Log2((ulong)_largestDirect) - BitOperations.Log2((ulong)_start) + 2;
        var (first, row) = (0L, 0);
        for (; row < rows; row++)
        {
            var span = SizeOf(row) * _width;
            if (offset < first + span)
                break;
            first += span;
        }

        if (row == rows)
            throw new InvalidDataException("an object of a heap lies behind its end");
        var column = (offset - first) / SizeOf(row);
        var index = (row * _width) + column;
        var prefix = 5 + _source.OffsetSize + _heapOffsetSize;
        var at = _source.Read(block, 4);
        at.Signature("FHIB");
        var child = _source.Read(block + prefix + (index * _source.OffsetSize), _source.OffsetSize).Offset();
        var inside = offset - first - (column * SizeOf(row));
        return row < directRows
            ? Direct(child, inside, SizeOf(row))
            : Indirect(child, inside, BitOperations.Log2((ulong)SizeOf(row)) - BitOperations.Log2((ulong)(_start * _width)) + 1, depth + 1);
    }

    // Two rows of the first size, then each row twice as large.
    private long SizeOf(int row) => row < 2 ? _start : _start << (row - 1);
}
