using Embodied.Data.Files;

namespace Embodied.Data.Hdf.Format;

/// <summary>The beginning of a file: how wide addresses are, and where the root group is (specification, II).</summary>
internal static class HdfSuperblock
{
    private const int Largest = 128;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Where the signature is: at 0 or behind a user block of 512, 1024, 2048… bytes; −1 where there is none.</summary>
    public static int Find(string path)
    {
        var head = InputFile.Head(path, 1 << 14);
        for (var start = 0; start + 8 <= head.Length; start = start == 0 ? 512 : start * 2)
        {
            if (head.AsSpan(start, 8).SequenceEqual(Signature))
                return start;
        }

        return -1;
    }

    /// <summary>Sets up the source; returns the address of the root group's object header.</summary>
    public static long Read(HdfSource source, int start)
    {
        var block = source.ReadUpTo(start, Largest);
        block.Skip(8);
        var version = block.Version(3, "the superblock");
        if (version < 2)
            block.Skip(4);
        (source.OffsetSize, source.LengthSize) = (Width(block.Byte()), Width(block.Byte()));
        if (version < 2)
            block.Skip(1 + 2 + 2 + 4 + (version == 1 ? 4 : 0));
        else
            block.Skip(1);
        source.Base = block.Unsigned(source.OffsetSize) is >= 0 and var given ? given : start;
        // Files that were given a user block afterwards keep 0.
        if (source.Base == 0)
            source.Base = start;
        block.Skip(source.OffsetSize);
        block.Skip(source.OffsetSize);
        if (version >= 2)
            return block.Unsigned(source.OffsetSize);
        block.Skip(source.OffsetSize);
        block.Skip(source.OffsetSize);
        return block.Unsigned(source.OffsetSize);
    }

    private static int Width(int size) => size is 2 or 4 or 8 ? size : throw new InvalidDataException($"addresses of {size} bytes are none of this format");
}
