using System.Numerics;

namespace Embodied.Data.Hdf.Format;

/// <summary>An index that grows along one axis: ever larger blocks, the first ones named in the index block, the others in super blocks (specification, VII.D).</summary>
internal sealed class HdfExtensibleArray
{
    private readonly HdfSource _source;
    private readonly int _size;
    private readonly int _offsetBytes;
    private readonly int _inIndex;
    private readonly int _least;
    private readonly int _leastPointers;
    private readonly long _page;
    private readonly int _superBlocks;
    private readonly long _set;
    private readonly long _block;

    private HdfExtensibleArray(HdfSource source, long address)
    {
        _source = source;
        var at = source.Read(address, 12 + (6 * source.LengthSize) + source.OffsetSize + 4);
        at.Signature("EAHD");
        at.Version(0, "an extensible array");
        at.Skip(1);
        _size = at.Byte();
        var bits = at.Byte();
        (_inIndex, _least, _leastPointers) = (at.Byte(), at.Byte(), at.Byte());
        var pageBits = at.Byte();
        at.Skip(4 * source.LengthSize);
        _set = at.Length();
        at.Skip(source.LengthSize);
        _block = at.Offset();
        if (_size < source.OffsetSize || bits is 0 or > 64 || !BitOperations.IsPow2(_least) || !BitOperations.IsPow2(_leastPointers) || pageBits > 30 || _set < 0 || _set > source.Length)
            throw new InvalidDataException("an index of chunks has impossible sizes");
        _offsetBytes = (bits + 7) / 8;
        _page = 1L << pageBits;
        _superBlocks = 1 + bits - BitOperations.Log2((uint)_least);
    }

    /// <summary>Its elements that were ever set, in order.</summary>
    public static IEnumerable<(long Index, HdfCursor Element)> Elements(HdfSource source, long address) => new HdfExtensibleArray(source, address).All();

    private IEnumerable<(long Index, HdfCursor Element)> All()
    {
        if (_block == HdfSource.Undefined)
            yield break;
        var direct = 2 * BitOperations.Log2((uint)_leastPointers);
        var pointers = 2 * (_leastPointers - 1);
        var at = _source.Read(_block, 6 + _source.OffsetSize + (_inIndex * (long)_size) + ((pointers + Math.Max(0, _superBlocks - direct)) * (long)_source.OffsetSize));
        at.Signature("EAIB");
        at.Skip(2 + _source.OffsetSize);
        var index = 0L;
        for (; index < _inIndex; index++)
        {
            var element = at.Part(_size);
            if (index < _set)
                yield return (index, element);
        }

        for (var super = 0; super < _superBlocks && index < _set; super++)
        {
            var (blocks, elements) = (1L << (super / 2), (1L << ((super + 1) / 2)) * _least);
            var addresses = super < direct ? at : SuperBlock(at.Offset(), blocks, elements);
            for (var b = 0L; b < blocks && index < _set; b++)
            {
                var block = addresses?.Offset() ?? HdfSource.Undefined;
                foreach (var element in DataBlock(block, Math.Min(elements, _set - index), elements))
                    yield return (index++, element);
            }
        }
    }

    private HdfCursor? SuperBlock(long address, long blocks, long elements)
    {
        if (address == HdfSource.Undefined)
            return null;
        var bitmaps = elements > _page ? blocks * (((elements / _page) + 7) / 8) : 0;
        _source.Read(address, 4).Signature("EASB");
        return _source.Read(address + 6 + _source.OffsetSize + _offsetBytes + bitmaps, blocks * _source.OffsetSize);
    }

    private IEnumerable<HdfCursor> DataBlock(long address, long wanted, long elements)
    {
        if (address == HdfSource.Undefined)
        {
            for (var i = 0L; i < wanted; i++)
                yield return HdfFixedArray.Nothing(_source, _size);
            yield break;
        }

        _source.Read(address, 4).Signature("EADB");
        var first = address + 6 + _source.OffsetSize + _offsetBytes;
        var paged = elements > _page;
        if (paged)
            first += 4;
        for (var done = 0L; done < wanted;)
        {
            var own = paged ? Math.Min(_page, wanted - done) : wanted;
            var at = _source.Read(first, own * _size);
            for (var i = 0L; i < own; i++)
                yield return at.Part(_size);
            done += own;
            first += (_page * _size) + 4;
        }
    }
}
