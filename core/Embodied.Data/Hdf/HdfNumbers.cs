using System.Buffers.Binary;
using Embodied.Data.Hdf.Format;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Hdf;

/// <summary>Reads numbers of every stored width and byte order as doubles.</summary>
internal static class HdfNumbers
{
    public static double[] Read(HdfDataset data, string place)
    {
        var type = data.Type;
        // Booleans of h5py are an enumeration.
        if (type.Class == HdfClass.Enumeration)
            type = type.Base!;
        if (type is not { Class: HdfClass.Integer or HdfClass.Float, IsPlain: true, Size: 1 or 2 or 4 or 8 } || type is { Class: HdfClass.Float, Size: 1 })
            throw new InputException(place, $"holds {Describe(data.Type)}; expected numbers.", "Check which dataset holds the values.");
        var bytes = data.Read();
        var numbers = new double[bytes.Length / type.Size];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = Widen(bytes.AsSpan(i * type.Size, type.Size), type);
        return numbers;
    }

    private static string Describe(HdfType type) => type.Class switch
    {
        HdfClass.Compound => $"records of {type.Size} bytes (complex numbers, perhaps)",
        HdfClass.Text => "text",
        HdfClass.Sequence => type.IsText ? "text" : "sequences of varying length",
        HdfClass.Reference => "references",
        var other => $"{other.ToString().ToLowerInvariant()} of {type.Size} bytes",
    };

    private static double Widen(ReadOnlySpan<byte> bytes, HdfType type)
    {
        var bits = type.Size switch
        {
            1 => bytes[0],
            2 => type.BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            4 => type.BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => type.BigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        };
        return (type.Class, type.Size) switch
        {
            (HdfClass.Float, 8) => BitConverter.UInt64BitsToDouble(bits),
            (HdfClass.Float, 4) => BitConverter.UInt32BitsToSingle((uint)bits),
            (HdfClass.Float, _) => (double)BitConverter.UInt16BitsToHalf((ushort)bits),
            (_, 8) => type.Signed ? (long)bits : bits,
            _ => type.Signed ? (long)(bits << (64 - (8 * type.Size))) >> (64 - (8 * type.Size)) : bits,
        };
    }
}
