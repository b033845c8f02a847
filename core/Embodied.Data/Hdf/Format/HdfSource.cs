namespace Embodied.Data.Hdf.Format;

/// <summary>The bytes of a file, addressed as its structures address them. Nothing is read past its end, and nothing is allocated that it could not fill.</summary>
internal sealed class HdfSource(FileStream stream)
{
    /// <summary>The address that means "nowhere".</summary>
    public const long Undefined = -1;

    // No structure but a chunk or a contiguous block of data is larger.
    private const int LargestStructure = 1 << 28;

    /// <summary>Bytes of an address.</summary>
    public int OffsetSize { get; set; } = 8;

    /// <summary>Bytes of a length.</summary>
    public int LengthSize { get; set; } = 8;

    /// <summary>Where address 0 lies in the file: behind a user block.</summary>
    public long Base { get; set; }

    /// <summary>Bytes in the file.</summary>
    public long Length => stream.Length;

    /// <summary>The folder of the file, in which the files it names are looked for.</summary>
    public string Folder => Path.GetDirectoryName(Path.GetFullPath(stream.Name))!;

    /// <summary>A structure to be read from front to back.</summary>
    /// <exception cref="InvalidDataException">It would lie outside of the file.</exception>
    public HdfCursor Read(long address, long count)
    {
        if (count is < 0 or > LargestStructure)
            throw new InvalidDataException($"a structure at {address} claims {count} bytes");
        var bytes = new byte[Within(address, count)];
        Fill(address, bytes);
        return new(bytes, OffsetSize, LengthSize);
    }

    /// <summary>Like <see cref="Read"/>, but fewer bytes where the file ends before.</summary>
    public HdfCursor ReadUpTo(long address, int count) => Read(address, Math.Clamp(Length - Base - address, 0, count));

    /// <summary>Fills a span.</summary>
    /// <exception cref="InvalidDataException">It would lie outside of the file.</exception>
    public void Fill(long address, Span<byte> bytes)
    {
        Within(address, bytes.Length);
        stream.Position = Base + address;
        stream.ReadExactly(bytes);
    }

    private long Within(long address, long count) => address >= 0 && address <= Length - Base - count
        ? count
        : throw new InvalidDataException($"{count} bytes at {address} lie outside of the file, which has {Length} bytes");
}
