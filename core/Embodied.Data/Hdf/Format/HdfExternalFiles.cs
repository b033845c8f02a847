using Embodied.Data.Files;

namespace Embodied.Data.Hdf.Format;

/// <summary>Data that lie in files of their own (specification, IV.A.2.h). Files outside of the folder are not opened: a recording must not bring in what the user did not name.</summary>
internal static class HdfExternalFiles
{
    /// <summary>Fills the bytes from the files of the list, one behind the other.</summary>
    public static void Read(HdfSource source, HdfCursor list, Span<byte> bytes)
    {
        list.Version(1, "a list of external files");
        list.Skip(3 + 2);
        var used = list.UInt16();
        var names = HdfGroup.LocalHeap(source, list.Offset());
        for (var i = 0; i < used && bytes.Length > 0; i++)
        {
            names.Position = 0;
            names.Skip((int)Math.Clamp(list.Length(), 0, int.MaxValue));
            var (offset, size) = (list.Length(), list.Length());
            using var file = InputFile.Open(NeighbourFile.Resolve(source.Folder, names.TextToZero()));
            var own = bytes[..(int)Math.Min(bytes.Length, size < 0 ? long.MaxValue : size)];
            if (offset < 0 || offset > file.Length - own.Length)
                throw new InvalidDataException($"{file.Name} has {file.Length} bytes; {own.Length} at {offset} are expected");
            file.Position = offset;
            file.ReadExactly(own);
            bytes = bytes[own.Length..];
        }

        if (bytes.Length > 0)
            throw new InvalidDataException($"its external files are {bytes.Length} bytes too short");
    }
}
