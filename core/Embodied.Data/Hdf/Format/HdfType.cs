namespace Embodied.Data.Hdf.Format;

/// <summary>Classes of types (specification, IV.A.2.d).</summary>
internal enum HdfClass
{
    Integer = 0,
    Float = 1,
    Time = 2,
    Text = 3,
    Bits = 4,
    Opaque = 5,
    Compound = 6,
    Reference = 7,
    Enumeration = 8,
    Sequence = 9,
    Array = 10,
}

/// <summary>What an element is.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Size">Bytes of an element.</param>
internal sealed record HdfType(HdfClass Class, int Size)
{
    // A type that holds types that hold types …
    private const int Deepest = 16;

    public bool BigEndian { get; private init; }

    public bool Signed { get; private init; }

    /// <summary>Whether a number fills its bytes as processors have it: no odd offsets, precisions, or exponents.</summary>
    public bool IsPlain { get; private init; } = true;

    /// <summary>Of a sequence: whether it is a text of any length.</summary>
    public bool IsText { get; private init; }

    /// <summary>Of texts: whether spaces fill them up.</summary>
    public bool SpacePadded { get; private init; }

    /// <summary>Of an enumeration, a sequence or an array: what it is made of.</summary>
    public HdfType? Base { get; private init; }

    public static HdfType Read(HdfCursor at) => Read(at, 0);

    private static HdfType Read(HdfCursor at, int depth)
    {
        if (depth > Deepest)
            throw new InvalidDataException("types lie too deep inside types");
        var head = at.Byte();
        var (kind, bits) = ((HdfClass)(head & 15), at.Byte() | (at.UInt16() << 8));
        var size = at.UInt32();
        if (size is 0 or > int.MaxValue)
            throw new InvalidDataException($"an element of {size} bytes is none");
        var type = new HdfType(kind, (int)size);
        return kind switch
        {
            HdfClass.Integer or HdfClass.Bits => type with
            {
                BigEndian = (bits & 1) != 0,
                Signed = (bits & 8) != 0,
                IsPlain = at.UInt16() == 0 & at.UInt16() == 8 * size,
            },
            HdfClass.Float => type with { BigEndian = (bits & 1) != 0, IsPlain = (bits & 0x40) == 0 && IsIeee(at, size) },
            HdfClass.Text => type with { SpacePadded = (bits & 15) == 2 },
            HdfClass.Enumeration => type with { Base = Read(at, depth + 1) },
            HdfClass.Sequence => type with { IsText = (bits & 15) == 1, Base = Read(at, depth + 1) },
            _ when Enum.IsDefined(kind) => type,
            _ => throw new InvalidDataException($"type class {(int)kind} is none of this format"),
        };
    }

    private static bool IsIeee(HdfCursor at, long size)
    {
        var (offset, precision) = (at.UInt16(), at.UInt16());
        var (exponentAt, exponent, mantissaAt, mantissa) = (at.Byte(), at.Byte(), at.Byte(), at.Byte());
        var bias = at.UInt32();
        return offset == 0 && precision == 8 * size && mantissaAt == 0 && (size, exponentAt, exponent, mantissa, bias) is
            (2, 10, 5, 10, 15) or (4, 23, 8, 23, 127) or (8, 52, 11, 52, 1023);
    }
}
