namespace Embodied.Data.Hdf.Format;

/// <summary>Unpacks LZF, the fast compression that h5py offers. Format: liblzf, "lzf_d.c".</summary>
internal static class Lzf
{
    /// <summary>Registered number of the filter (The HDF Group, "Registered filter plugins").</summary>
    public const int FilterId = 32000;

    private const int ShortestCopy = 2;
    private const int LongLength = 7;

    /// <summary>Unpacks a chunk of known size.</summary>
    /// <exception cref="InvalidDataException">The data refer to what is not there.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, int size)
    {
        // One control, one length and one distance byte give at most 264 bytes.
        const int BestRatio = 88;
        if (size > (long)packed.Length * BestRatio)
            throw new InvalidDataException($"{packed.Length} bytes of LZF cannot hold {size}.");
        var output = new byte[size];
        var (from, to) = (0, 0);
        while (from < packed.Length)
        {
            int control = packed[from++];
            if (control < 32)
            {
                if (control + 1 > packed.Length - from || control + 1 > size - to)
                    throw new InvalidDataException("LZF data end early.");
                packed.Slice(from, control + 1).CopyTo(output.AsSpan(to));
                (from, to) = (from + control + 1, to + control + 1);
                continue;
            }

            var length = control >> 5;
            if (length == LongLength && from < packed.Length)
                length += packed[from++];
            length += ShortestCopy;
            var source = from < packed.Length ? to - (((control & 31) << 8) | packed[from++]) - 1 : -1;
            if (source < 0 || length > size - to)
                throw new InvalidDataException("LZF data refer to what is not there.");

            // Byte by byte: source and target may overlap, which repeats a pattern.
            for (var i = 0; i < length; i++)
                output[to++] = output[source++];
        }

        return to == size ? output : throw new InvalidDataException($"LZF data hold {to} bytes; the chunk has {size}.");
    }
}
