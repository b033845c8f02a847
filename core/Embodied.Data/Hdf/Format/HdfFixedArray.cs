namespace Embodied.Data.Hdf.Format;

/// <summary>An index of as many elements as the dataset may ever have chunks (specification, VII.C).</summary>
internal static class HdfFixedArray
{
    /// <summary>Its elements in order.</summary>
    public static IEnumerable<HdfCursor> Elements(HdfSource source, long address)
    {
        var at = source.Read(address, 8 + source.LengthSize + source.OffsetSize + 4);
        at.Signature("FAHD");
        at.Version(0, "a fixed array");
        at.Skip(1);
        var (size, pageBits, count, block) = (at.Byte(), at.Byte(), at.Length(), at.Offset());
        if (block == HdfSource.Undefined)
            yield break;
        if (size < source.OffsetSize || pageBits > 30 || count < 0 || count > source.Length)
            throw new InvalidDataException("an index of chunks has impossible sizes");
        var prefix = 6 + source.OffsetSize;
        source.Read(block, 4).Signature("FADB");
        var page = 1L << pageBits;
        if (count <= page)
        {
            var all = source.Read(block + prefix, count * size);
            for (var i = 0L; i < count; i++)
                yield return all.Part(size);
            yield break;
        }

        var pages = (count + page - 1) / page;
        var used = source.Read(block + prefix, (pages + 7) / 8).Take((int)((pages + 7) / 8)).ToArray();
        var next = block + prefix + used.Length + 4;
        for (var p = 0L; p < pages; p++)
        {
            var own = Math.Min(page, count - (p * page));
            var written = (used[p / 8] & (0x80 >> (int)(p % 8))) != 0;
            var elements = written ? source.Read(next, own * size) : null;
            for (var i = 0L; i < own; i++)
                yield return elements?.Part(size) ?? Nothing(source, size);
            next += (own * size) + 4;
        }
    }

    /// <summary>An element that was never written.</summary>
    public static HdfCursor Nothing(HdfSource source, int size) => new([.. Enumerable.Repeat((byte)0xFF, size)], source.OffsetSize, source.LengthSize);
}
