namespace Embodied.Data.Hdf.Format;

/// <summary>What a group calls something.</summary>
/// <param name="Name">The name.</param>
/// <param name="Address">Address of the object; −1 for links by path.</param>
/// <param name="Path">Path of a soft link, or of an object in another file.</param>
/// <param name="File">The other file of an external link.</param>
internal sealed record HdfLink(string Name, long Address, string? Path = null, string? File = null)
{
    // A link to another file (specification, IV.A.2.g).
    private const int External = 64;

    /// <summary>Reads a link message.</summary>
    public static HdfLink Read(HdfCursor at)
    {
        at.Version(1, "a link");
        var flags = at.Byte();
        var type = (flags & 8) != 0 ? at.Byte() : 0;
        if ((flags & 4) != 0)
            at.Skip(8);
        if ((flags & 16) != 0)
            at.Skip(1);
        var name = System.Text.Encoding.UTF8.GetString(at.Take((int)Math.Clamp(at.Unsigned(1 << (flags & 3)), 0, int.MaxValue)));
        switch (type)
        {
            case 0:
                return new(name, at.Offset());
            case 1:
                return new(name, HdfSource.Undefined, System.Text.Encoding.UTF8.GetString(at.Take(at.UInt16())));
            case External:
                at.Skip(2 + 1);
                var file = at.TextToZero();
                return new(name, HdfSource.Undefined, at.TextToZero(), file);
            default:
                return new(name, HdfSource.Undefined);
        }
    }
}
