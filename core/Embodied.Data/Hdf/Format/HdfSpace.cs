namespace Embodied.Data.Hdf.Format;

/// <summary>Sizes of a dataset or attribute (specification, IV.A.2.b).</summary>
/// <param name="Sizes">Sizes; none for a scalar.</param>
/// <param name="Most">Sizes it may grow to, −1 for any.</param>
/// <param name="IsNull">Whether it holds nothing.</param>
internal sealed record HdfSpace(long[] Sizes, long[] Most, bool IsNull)
{
    /// <summary>Number of elements.</summary>
    public double Count => IsNull ? 0 : Sizes.Aggregate(1.0, (n, size) => n * size);

    public static HdfSpace Read(HdfCursor at)
    {
        var version = at.Version(2, "a dataspace");
        var (rank, flags) = (at.Byte(), at.Byte());
        var isNull = false;
        if (version == 2)
            isNull = at.Byte() == 2;
        else
            at.Skip(5);
        if (rank > 32)
            throw new InvalidDataException($"{rank} axes are more than the format has");
        var sizes = Lengths(at, rank);
        var most = (flags & 1) != 0 ? Lengths(at, rank) : sizes;
        if (sizes.Any(s => s < 0))
            throw new InvalidDataException("an axis has no size");
        return new(sizes, most, isNull);
    }

    private static long[] Lengths(HdfCursor at, int count)
    {
        var lengths = new long[count];
        for (var i = 0; i < count; i++)
            lengths[i] = at.Length();
        return lengths;
    }
}
