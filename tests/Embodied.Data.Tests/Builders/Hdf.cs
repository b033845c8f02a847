using System.Buffers.Binary;
using System.Text;
using Embodied.Data.Hdf.Format;
using PureHDF;

namespace Embodied.Tests.Data;

/// <summary>Writes HDF5 files and then bends their links, which no library that writes them would do.</summary>
internal static class Hdf
{
    private const int UserBlock = 512;

    /// <summary>Writes a file.</summary>
    public static string Write(TemporaryFolder folder, string name, H5File file)
    {
        file.Write(folder.File(name));
        return folder.File(name);
    }

    /// <summary>Lets every link to one group or dataset lead to another; an empty path is the root.</summary>
    public static void Bend(string path, string from, string to)
    {
        long old, other;
        using (var stream = File.OpenRead(path))
        {
            var source = new HdfSource(stream);
            var root = HdfSuperblock.Read(source, HdfSuperblock.Find(path));
            (old, other) = (Address(source, root, from), Address(source, root, to));
        }

        var bytes = File.ReadAllBytes(path);
        Span<byte> pattern = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(pattern, old);
        var found = 0;
        for (var at = bytes.AsSpan().IndexOf(pattern); at >= 0; at = bytes.AsSpan().IndexOf(pattern), found++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), other);
        Assert.True(found > 0, $"nothing links to {from}");
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Puts the beginning before a file that makes it one of MATLAB 7.3.</summary>
    public static void MakeMatlab(string path) =>
        File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes("MATLAB 7.3 MAT-file, written by a test".PadRight(UserBlock)), .. File.ReadAllBytes(path)]);

    private static long Address(HdfSource source, long root, string path)
    {
        var at = root;
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            at = HdfGroup.Links(source, HdfObjectHeader.Read(source, at)).Single(l => l.Name == part).Address;
        return at;
    }
}
