using Embodied.Data.Arrays;
using Embodied.Data.Files;

namespace Embodied.Data.Matlab;

/// <summary>Tag and data of one element. "MAT-File Format" (The MathWorks), level 5, "Data Element Format".</summary>
internal readonly ref struct Mat5Element(int type, ReadOnlySpan<byte> data)
{
    public const int Matrix = 14;
    public const int Compressed = 15;

    /// <summary>Fewest bytes an element takes: its tag.</summary>
    public const int SmallestSize = 8;

    private const int Utf8 = 16;

    public int Type { get; } = type;

    public ReadOnlySpan<byte> Data { get; } = data;

    /// <summary>Reads an element and steps to the next boundary of 8 bytes; compressed ones are not padded.</summary>
    public static Mat5Element Next(scoped ref ByteCursor cursor, string what)
    {
        var word = cursor.UInt32(what);
        if (word >> 16 is > 0 and var small)
        {
            var four = cursor.Take(4, what);
            return small <= 4 ? new((int)(word & 0xFFFF), four[..(int)small])
                : throw cursor.Fail($"{what} is a small element of {small} bytes; at most 4 fit.");
        }

        var data = cursor.Take(cursor.UInt32(what), what);
        if (word != Compressed)
            cursor.AlignTo8();
        return new((int)word, data);
    }

    /// <summary>How the numbers in this element are stored.</summary>
    public NumberType Number(ByteCursor cursor, string what) => Type switch
    {
        1 => new(NumberKind.Signed, 1),
        2 or Utf8 => new(NumberKind.Unsigned, 1),
        3 => new(NumberKind.Signed, 2),
        4 or 17 => new(NumberKind.Unsigned, 2),
        5 => new(NumberKind.Signed, 4),
        6 or 18 => new(NumberKind.Unsigned, 4),
        7 => new(NumberKind.Float, 4),
        9 => NumberType.Double,
        12 => new(NumberKind.Signed, 8),
        13 => new(NumberKind.Unsigned, 8),
        _ => throw cursor.Fail($"{what} has the data type {Type}, which is not one of numbers."),
    };

    /// <summary>The numbers, which must be as many as told.</summary>
    public double[] Numbers(ByteCursor cursor, long count, string what)
    {
        var number = Counted(cursor, count, what);
        var values = new double[count];
        number.Read(Data, cursor.LittleEndian, values);
        return values;
    }

    /// <summary>The same, kept as they are stored: one byte may stand for a number, which is eight when it is widened.</summary>
    public StoredNumbers Stored(ByteCursor cursor, long count, string what) => new(Data.ToArray(), Counted(cursor, count, what), cursor.LittleEndian);

    /// <summary>All the numbers in it.</summary>
    public double[] Numbers(ByteCursor cursor, string what) => Numbers(cursor, Data.Length / Number(cursor, what).Bytes, what);

    private NumberType Counted(ByteCursor cursor, long count, string what)
    {
        var number = Number(cursor, what);
        return count * number.Bytes == Data.Length ? number
            : throw cursor.Fail($"{what}: {count} numbers of {number.Bytes} bytes are declared, but {Data.Length} bytes are stored.");
    }

    /// <summary>True when the bytes are characters of one to four bytes each.</summary>
    public bool IsUtf8 => Type == Utf8;
}
