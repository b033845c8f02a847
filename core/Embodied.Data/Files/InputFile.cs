using System.Security.Cryptography;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Files;

/// <summary>Opens files that people name, and says what is wrong when that fails.</summary>
internal static class InputFile
{
    /// <summary>Opens for reading.</summary>
    /// <exception cref="InputException">Missing, a folder, empty or not readable.</exception>
    public static FileStream Open(string path)
    {
        if (Directory.Exists(path))
            throw new InputException(path, "is a folder; expected a file.", "Name a file inside it.");
        if (!File.Exists(path))
            throw new InputException(path, "there is no such file.", "Check the spelling and the folder you started in.");
        RegularFile.Require(path);
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"cannot be opened: {e.Message}", "Check who may read it.", e);
        }

        return stream;
    }

    /// <summary>The whole content of a file of a format that is read at once.</summary>
    public static byte[] ReadAll(string path)
    {
        using var stream = Open(path);
        if (stream.Length > Array.MaxLength)
            throw new InputException(path, $"has {stream.Length} bytes; files of this format are read up to {Array.MaxLength} bytes.",
                "Save it in an HDF5-based format (MATLAB: save -v7.3), or split it.");
        var bytes = new byte[stream.Length];
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (IOException e)
        {
            throw new InputException(path, $"cannot be read: {e.Message}", "Check the disk and copy the file again.", e);
        }

        return bytes;
    }

    /// <summary>The first bytes, fewer when the file is shorter; empty when it cannot be read.</summary>
    public static byte[] Head(string path, int count)
    {
        try
        {
            using var stream = Open(path);
            var bytes = new byte[Math.Min(count, stream.Length)];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or InputException)
        {
            return [];
        }
    }

    /// <summary>SHA-256 of the content, hexadecimal, lower case.</summary>
    public static string Hash(string path)
    {
        using var stream = Open(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
