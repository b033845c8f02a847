using System.Buffers.Binary;
using System.Text;

namespace Embodied.Data.Hdf.Format;

/// <summary>Reads the fields of a structure one after the other, all little-endian (HDF5 File Format Specification 3.0).</summary>
internal sealed class HdfCursor(byte[] bytes, int offsetSize, int lengthSize)
{
    public int Position { get; set; }

    public int Left => bytes.Length - Position;

    public int OffsetSize => offsetSize;

    public int LengthSize => lengthSize;

    public byte Byte() => Take(1)[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>An unsigned number of 1 to 8 bytes; all ones, as an address has them where there is nothing, is −1.</summary>
    public long Unsigned(int size)
    {
        if (size is < 1 or > 8)
            throw new InvalidDataException($"a number of {size} bytes is none of this format");
        var taken = Take(size);
        var (value, ones) = (0UL, true);
        for (var i = size - 1; i >= 0; i--)
            (value, ones) = ((value << 8) | taken[i], ones && taken[i] == 0xFF);
        return ones && size == offsetSize ? HdfSource.Undefined : unchecked((long)value);
    }

    public long Offset() => Unsigned(offsetSize);

    public long Length()
    {
        var length = Unsigned(lengthSize);
        return length >= -1 ? length : throw new InvalidDataException($"{unchecked((ulong)length)} is too large for a length");
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Left)
            throw new InvalidDataException($"a structure of {bytes.Length} bytes ends before {count} bytes at {Position}");
        Position += count;
        return bytes.AsSpan(Position - count, count);
    }

    public void Skip(int count) => Take(count);

    /// <summary>A part of this as a structure of its own; goes on behind it.</summary>
    public HdfCursor Part(int count) => new(Take(count).ToArray(), offsetSize, lengthSize);

    /// <summary>Text up to a zero byte.</summary>
    public string TextToZero()
    {
        var rest = bytes.AsSpan(Position);
        var end = rest.IndexOf((byte)0);
        if (end < 0)
            throw new InvalidDataException("a text has no end");
        Position += end + 1;
        return Encoding.UTF8.GetString(rest[..end]);
    }

    /// <summary>Requires four letters.</summary>
    public void Signature(string letters)
    {
        var found = Encoding.Latin1.GetString(Take(4));
        if (found != letters)
            throw new InvalidDataException($"expected the structure '{letters}', found '{string.Concat(found.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '.'))}'");
    }

    /// <summary>Requires a version.</summary>
    public int Version(int most, string what)
    {
        var version = Byte();
        return version <= most ? version : throw new InvalidDataException($"{what} has version {version}; versions up to {most} are read");
    }
}
