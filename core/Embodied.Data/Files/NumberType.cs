using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Embodied.Data.Files;

/// <summary>How a number is stored.</summary>
internal enum NumberKind
{
    Signed,
    Unsigned,
    Float,
}

/// <summary>A stored number: kind and width.</summary>
/// <param name="Kind">How its bits are meant.</param>
/// <param name="Bytes">Width: 1, 2, 4 or 8.</param>
internal readonly record struct NumberType(NumberKind Kind, int Bytes)
{
    public static NumberType Double { get; } = new(NumberKind.Float, 8);

    /// <summary>Widens to double. Integers beyond 2⁵³ lose their last bits.</summary>
    public void Read(ReadOnlySpan<byte> source, bool littleEndian, Span<double> target)
    {
        var native = littleEndian == BitConverter.IsLittleEndian;
        switch (Kind, Bytes)
        {
            case (NumberKind.Float, 8): Convert<ulong>(source, target, native, v => BitConverter.UInt64BitsToDouble(v), BinaryPrimitives.ReverseEndianness); break;
            case (NumberKind.Float, 4): Convert<uint>(source, target, native, v => BitConverter.UInt32BitsToSingle(v), BinaryPrimitives.ReverseEndianness); break;
            case (NumberKind.Float, 2): Convert<ushort>(source, target, native, v => (double)BitConverter.UInt16BitsToHalf(v), BinaryPrimitives.ReverseEndianness); break;
            case (NumberKind.Signed, 1): Convert<byte>(source, target, true, v => unchecked((sbyte)v), v => v); break;
            case (NumberKind.Signed, 2): Convert<short>(source, target, native, v => v, BinaryPrimitives.ReverseEndianness); break;
            case (NumberKind.Signed, 4): Convert<int>(source, target, native, v => v, BinaryPrimitives.ReverseEndianness); break;
            case (NumberKind.Signed, 8): Convert<long>(source, target, native, v => v, BinaryPrimitives.ReverseEndianness); break;
            case (NumberKind.Unsigned, 1): Convert<byte>(source, target, true, v => v, v => v); break;
            case (NumberKind.Unsigned, 2): Convert<ushort>(source, target, native, v => v, BinaryPrimitives.ReverseEndianness); break;
            case (NumberKind.Unsigned, 4): Convert<uint>(source, target, native, v => v, BinaryPrimitives.ReverseEndianness); break;
            case (NumberKind.Unsigned, 8): Convert<ulong>(source, target, native, v => v, BinaryPrimitives.ReverseEndianness); break;
            default: throw new ArgumentOutOfRangeException(nameof(source), $"{Kind} of {Bytes} bytes.");
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> source, Span<double> target, bool native, Func<T, double> widen, Func<T, T> swap)
        where T : unmanaged
    {
        var size = Unsafe.SizeOf<T>();
        for (var i = 0; i < target.Length; i++)
        {
            var value = System.Runtime.InteropServices.MemoryMarshal.Read<T>(source[(i * size)..]);
            target[i] = widen(native ? value : swap(value));
        }
    }
}
