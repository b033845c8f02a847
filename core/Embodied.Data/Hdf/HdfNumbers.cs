using Embodied.Sdk.Errors;
using PureHDF;

namespace Embodied.Data.Hdf;

/// <summary>Reads numbers of every stored width as doubles.</summary>
internal static class HdfNumbers
{
    public static double[] Read(IH5Dataset data, string place) => Widen(data.Type, data.Space, place, new FromDataset(data));

    public static double[] Read(IH5Attribute data, string place) => Widen(data.Type, data.Space, place, new FromAttribute(data));

    private interface ISource
    {
        T[] Array<T>()
            where T : unmanaged;

        T Scalar<T>()
            where T : unmanaged;
    }

    private static double[] Widen(IH5DataType type, IH5Dataspace space, string place, ISource source)
    {
        var scalar = space.Type == H5DataspaceType.Scalar;
        if (space.Type == H5DataspaceType.Null || space.Dimensions.Contains(0UL))
            return [];
        return (type.Class, type.Size) switch
        {
            (H5DataTypeClass.FloatingPoint, 8) => scalar ? [source.Scalar<double>()] : source.Array<double>(),
            (H5DataTypeClass.FloatingPoint, 4) => Cast<float>(source, scalar, v => v),
            (H5DataTypeClass.FloatingPoint, 2) => Cast<Half>(source, scalar, v => (double)v),
            (H5DataTypeClass.FixedPoint, 1) => type.FixedPoint.IsSigned ? Cast<sbyte>(source, scalar, v => v) : Cast<byte>(source, scalar, v => v),
            (H5DataTypeClass.FixedPoint, 2) => type.FixedPoint.IsSigned ? Cast<short>(source, scalar, v => v) : Cast<ushort>(source, scalar, v => v),
            (H5DataTypeClass.FixedPoint, 4) => type.FixedPoint.IsSigned ? Cast<int>(source, scalar, v => v) : Cast<uint>(source, scalar, v => v),
            (H5DataTypeClass.FixedPoint, 8) => type.FixedPoint.IsSigned ? Cast<long>(source, scalar, v => v) : Cast<ulong>(source, scalar, v => v),
            (H5DataTypeClass.Enumerated, 1) => Cast<sbyte>(source, scalar, v => v), // Booleans of h5py.
            var (other, size) => throw new InputException(place, $"holds {other} of {size} bytes; expected numbers.", "Check which dataset holds the values."),
        };
    }

    private static double[] Cast<T>(ISource source, bool scalar, Converter<T, double> widen)
        where T : unmanaged => scalar ? [widen(source.Scalar<T>())] : Array.ConvertAll(source.Array<T>(), widen);

    private sealed class FromDataset(IH5Dataset data) : ISource
    {
        public T[] Array<T>()
            where T : unmanaged => data.Read<T[]>();

        public T Scalar<T>()
            where T : unmanaged => data.Read<T>();
    }

    private sealed class FromAttribute(IH5Attribute data) : ISource
    {
        public T[] Array<T>()
            where T : unmanaged => data.Read<T[]>();

        public T Scalar<T>()
            where T : unmanaged => data.Read<T>();
    }
}
