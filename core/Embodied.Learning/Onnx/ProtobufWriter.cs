using System.Buffers.Binary;
using System.Text;

namespace Embodied.Learning.Onnx;

/// <summary>Writes protocol-buffer messages: the wire format's varints, 32-bit floats and length-delimited fields, which is all that ONNX needs.</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0;
    private const int Delimited = 2;
    private const int Fixed32 = 5;
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public void Integer(int field, long value)
    {
        Tag(field, Varint);
        Raw((ulong)value);
    }

    public void Number(int field, float value)
    {
        Tag(field, Fixed32);
        Span<byte> four = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(four, value);
        _bytes.AddRange(four);
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public void Message(int field, Action<ProtobufWriter> fill)
    {
        var inner = new ProtobufWriter();
        fill(inner);
        Bytes(field, inner.ToArray());
    }

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, Delimited);
        Raw((ulong)value.Length);
        _bytes.AddRange(value);
    }

    private void Tag(int field, int kind) => Raw(((ulong)field << 3) | (uint)kind);

    private void Raw(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}
