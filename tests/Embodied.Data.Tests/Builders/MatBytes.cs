using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Embodied.Tests.Data;

/// <summary>Writes level-5 MAT files by hand, so that tests can write wrong ones too.</summary>
internal sealed class MatBytes(bool littleEndian = true)
{
    private readonly List<byte> _file = [];

    public MatBytes Header()
    {
        var header = new byte[128];
        Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file, written by a test".PadRight(116)).CopyTo(header, 0);
        (littleEndian ? "\0\u0001IM"u8 : "\u0001\0MI"u8).CopyTo(header.AsSpan(124));
        _file.AddRange(header);
        return this;
    }

    public MatBytes Variable(byte[] matrix, bool compress = false)
    {
        _file.AddRange(compress ? Compressed(matrix) : matrix);
        return this;
    }

    public byte[] ToArray() => [.. _file];

    /// <summary>Values in MATLAB's order.</summary>
    public byte[] Doubles(string name, int[] dims, double[] values) =>
        Matrix(6, name, dims, Element(9, [.. values.SelectMany(v => Bytes(8, BitConverter.DoubleToUInt64Bits(v)))]));

    public byte[] Text(string name, string text) => Matrix(4, name, [1, text.Length], Element(16, Encoding.UTF8.GetBytes(text)));

    public byte[] Cell(string name, params byte[][] items) => Matrix(1, name, [1, items.Length], [.. items.SelectMany(i => i)]);

    public byte[] Matrix(int type, string name, int[] dims, byte[] body) => Element(14,
    [
        .. Element(6, [.. Bytes(4, (uint)type), .. Bytes(4, 0)]),
        .. Element(5, [.. dims.SelectMany(d => Bytes(4, (uint)d))]),
        .. Element(1, Encoding.ASCII.GetBytes(name)),
        .. body,
    ]);

    public byte[] Element(int type, byte[] data, uint? declared = null) =>
        [.. Bytes(4, (uint)type), .. Bytes(4, declared ?? (uint)data.Length), .. data, .. new byte[(8 - (data.Length % 8)) % 8]];

    public byte[] Compressed(byte[] matrix)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(matrix);
        return [.. Bytes(4, 15), .. Bytes(4, (uint)packed.Length), .. packed.ToArray()];
    }

    private byte[] Bytes(int width, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        bytes = bytes[..width];
        if (!littleEndian)
            bytes.Reverse();
        return bytes.ToArray();
    }
}
