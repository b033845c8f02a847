using System.Buffers.Binary;

namespace Embodied.Data.Hdf.Format;

/// <summary>
/// The scale-offset filter: numbers less their minimum, in as few bits as the largest needs (HDF5 source, H5Zscaleoffset.c). Floating-point numbers were
/// rounded to decimals first.
/// </summary>
internal static class HdfScaleOffset
{
    private const int Header = 21;

    // Parameters of the filter.
    private const int Kind = 0;
    private const int Factor = 1;
    private const int Count = 2;
    private const int Class = 3;
    private const int Width = 4;
    private const int Sign = 5;
    private const int Order = 6;
    private const int FillDefined = 7;
    private const int FillValue = 8;

    public static byte[] Unpack(ReadOnlySpan<byte> packed, uint[] values, int size)
    {
        if (values.Length < FillValue || packed.Length < Header || values[Width] is not (1 or 2 or 4 or 8) || values[Count] * (long)values[Width] != size)
            throw new InvalidDataException("the scale-offset filter has impossible parameters");
        var (width, bits, minimumSize) = ((int)values[Width], (int)BinaryPrimitives.ReadUInt32LittleEndian(packed), packed[4]);
        if (bits > width * 8 || minimumSize > 8)
            throw new InvalidDataException("a chunk of the scale-offset filter has an impossible head");
        var minimum = 0UL;
        for (var i = minimumSize - 1; i >= 0; i--)
            minimum = (minimum << 8) | packed[5 + i];
        if (values[Class] == 1 && values[Kind] != 0)
            throw new InvalidDataException("a chunk of the scale-offset filter is of a kind that HDF5 does not write");
        // All bits: the numbers themselves.
        if (bits == width * 8)
            return packed.Slice(Header, size).ToArray();
        var bytes = new byte[size];
        var reader = new BitReader(packed[Header..]);
        var isFloat = values[Class] == 1;
        var empty = bits == 0 ? 0 : (1UL << bits) - 1;
        for (var i = 0; i < (int)values[Count]; i++)
        {
            var number = bits == 0 ? 0 : reader.Read(bits);
            var missing = values[FillDefined] == 1 && number == empty && bits > 0;
            var result = missing ? Fill(values) : isFloat ? Float(number, minimum, width, (int)values[Factor]) : unchecked(number + minimum);
            Write(bytes.AsSpan(i * width, width), result, values[Order] == 1);
        }

        return bytes;
    }

    private static ulong Float(ulong number, ulong minimum, int width, int decimals) => width == 4
        ? BitConverter.SingleToUInt32Bits((float)(((int)number / Math.Pow(10, decimals)) + BitConverter.UInt32BitsToSingle((uint)minimum)))
        : BitConverter.DoubleToUInt64Bits(((long)number / Math.Pow(10, decimals)) + BitConverter.UInt64BitsToDouble(minimum));

    private static ulong Fill(uint[] values) => values[FillValue] | (values.Length > FillValue + 1 ? (ulong)values[FillValue + 1] << 32 : 0);

    private static void Write(Span<byte> target, ulong value, bool bigEndian)
    {
        for (var b = 0; b < target.Length; b++)
            target[bigEndian ? target.Length - 1 - b : b] = (byte)(value >> (8 * b));
    }

    // Most significant byte of a number first, most significant bit first.
    private ref struct BitReader(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private long _at;

        public ulong Read(int bits)
        {
            var value = 0UL;
            for (var i = 0; i < bits; i++, _at++)
            {
                if (_at / 8 >= _bytes.Length)
                    throw new InvalidDataException("a chunk of the scale-offset filter ends early");
                value = (value << 1) | (uint)((_bytes[(int)(_at / 8)] >> (int)(7 - (_at % 8))) & 1);
            }

            return value;
        }
    }
}
