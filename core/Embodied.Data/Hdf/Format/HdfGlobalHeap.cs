namespace Embodied.Data.Hdf.Format;

/// <summary>The objects of variable length of a file (specification, III.E). Collections that were read are kept.</summary>
internal sealed class HdfGlobalHeap(HdfSource source)
{
    private readonly Dictionary<long, Dictionary<int, byte[]>> _collections = [];

    /// <summary>An object's bytes; none for a null reference.</summary>
    public ReadOnlySpan<byte> Get(long address, long index)
    {
        if (address is 0 or HdfSource.Undefined)
            return [];
        if (!_collections.TryGetValue(address, out var collection))
            _collections[address] = collection = Read(address);
        return collection.TryGetValue((int)index, out var bytes) ? bytes : throw new InvalidDataException($"an object of variable length, {index} at {address}, is not there");
    }

    private Dictionary<int, byte[]> Read(long address)
    {
        var head = source.Read(address, 8 + source.LengthSize);
        head.Signature("GCOL");
        head.Skip(4);
        var at = source.Read(address, head.Length());
        at.Skip(8 + source.LengthSize);
        var objects = new Dictionary<int, byte[]>();
        while (at.Left >= 8 + source.LengthSize)
        {
            var index = at.UInt16();
            at.Skip(6);
            var size = at.Length();
            // Object 0 is the free space at the end.
            if (index == 0)
                break;
            objects[index] = at.Take((int)Math.Clamp(size, 0, int.MaxValue)).ToArray();
            at.Skip(Math.Min(at.Left, (int)((8 - (size % 8)) % 8)));
        }

        return objects;
    }
}
