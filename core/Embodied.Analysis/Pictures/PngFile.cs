using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Embodied.Sdk.Files;

namespace Embodied.Analysis.Pictures;

/// <summary>Portable Network Graphics (W3C PNG, third edition), 8-bit RGB without interlacing.</summary>
public static class PngFile
{
    private static readonly byte[] Signature = [137, 80, 78, 71, 13, 10, 26, 10];
    private static readonly uint[] ChecksumTable = MakeChecksumTable();

    /// <summary>Filter "up": each row is stored as its difference from the row above, which suits drawn scenes.</summary>
    private const byte Up = 2;

    /// <summary>Writes a whole file.</summary>
    public static void Save(string path, Picture picture) => AtomicFile.Write(path, stream => Write(stream, picture));

    /// <summary>Writes a picture.</summary>
    public static void Write(Stream stream, Picture picture)
    {
        stream.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        header[8] = 8; // bits per channel
        header[9] = 2; // red, green, blue
        WriteChunk(stream, "IHDR", header);
        WriteChunk(stream, "IDAT", Compressed(picture));
        WriteChunk(stream, "IEND", []);
    }

    private static byte[] Compressed(Picture picture)
    {
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, CompressionLevel.Optimal, leaveOpen: true))
        {
            var stride = picture.Width * 3;
            var line = new byte[stride + 1];
            line[0] = Up;
            for (var row = 0; row < picture.Height; row++)
            {
                var current = picture.Rgb.AsSpan(row * stride, stride);
                current.CopyTo(line.AsSpan(1));
                if (row > 0)
                    for (var i = 0; i < stride; i++)
                        line[i + 1] = (byte)(current[i] - picture.Rgb[((row - 1) * stride) + i]);
                zlib.Write(line);
            }
        }
        return memory.ToArray();
    }

    private static void WriteChunk(Stream stream, string type, byte[] data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), Checksum(chunk.AsSpan(4, data.Length + 4)));
        stream.Write(chunk);
    }

    /// <summary>CRC-32 as the format defines it (annex D).</summary>
    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var sum = uint.MaxValue;
        foreach (var value in data)
            sum = ChecksumTable[(sum ^ value) & 0xFF] ^ (sum >> 8);
        return ~sum;
    }

    private static uint[] MakeChecksumTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var remainder = i;
            for (var bit = 0; bit < 8; bit++)
                remainder = (remainder & 1) != 0 ? 0xEDB88320 ^ (remainder >> 1) : remainder >> 1;
            table[i] = remainder;
        }
        return table;
    }
}
