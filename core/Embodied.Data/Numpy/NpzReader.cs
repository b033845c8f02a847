using System.IO.Compression;
using Embodied.Data.Arrays;
using Embodied.Data.Files;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Numpy;

/// <summary>Reads NumPy archives (<c>.npz</c>) and single arrays (<c>.npy</c>) of numbers.</summary>
public static class NpzReader
{
    /// <summary>All arrays of an archive by name, without <c>.npy</c>; a single array has the file's name.</summary>
    /// <exception cref="InputException">Missing, damaged, or not numbers.</exception>
    public static IReadOnlyDictionary<string, NdArray> Read(string path)
    {
        var bytes = InputFile.ReadAll(path);
        if (bytes.AsSpan().StartsWith<byte>([0x93, (byte)'N']))
            return new Dictionary<string, NdArray>(StringComparer.Ordinal) { [Path.GetFileNameWithoutExtension(path)] = NpyArray.Parse(bytes, path) };
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes, writable: false));
            var arrays = new Dictionary<string, NdArray>(StringComparer.Ordinal);
            foreach (var entry in archive.Entries.Where(e => e.FullName.EndsWith(".npy", StringComparison.Ordinal)))
            {
                if (!arrays.TryAdd(entry.FullName[..^4], NpyArray.Parse(Content(entry, path), $"{path}:{entry.FullName}")))
                    throw new InputException(path, $"holds two arrays named {entry.FullName}.", "Write it again with numpy.savez.");
            }

            return arrays.Count > 0 ? arrays : throw new InputException(path, "is an archive without .npy arrays.", "Write it with numpy.savez.");
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw new InputException(path, $"is no readable .npz archive: {e.Message}", "The file is damaged or of another format: copy it again.", e);
        }
    }

    private static byte[] Content(ZipArchiveEntry entry, string path)
    {
        var place = $"{path}:{entry.FullName}";
        ReadBudget.RequireUnpacked(place, entry.CompressedLength, entry.Length);
        if (entry.Length > Array.MaxLength)
            throw new InputException(place, $"has {entry.Length} bytes; at most {Array.MaxLength} are read at once.", "Split it.");
        var content = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(content);
        return stream.ReadByte() < 0 ? content
            : throw new InputException(place, $"holds more than the {entry.Length} bytes it declares.", "The file is damaged: copy it again.");
    }
}
