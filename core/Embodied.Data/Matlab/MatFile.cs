using Embodied.Data.Files;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Matlab;

/// <summary>Reads MATLAB files of every version (4, 5 to 7, 7.3), in either byte order.</summary>
public static class MatFile
{
    private const int HeaderBytes = 128;

    /// <summary>All variables by name.</summary>
    /// <exception cref="InputException">Missing, damaged, or no MAT file.</exception>
    public static IReadOnlyDictionary<string, MatValue> Read(string path)
    {
        var version = Version(InputFile.Head(path, HeaderBytes));
        var variables = new Dictionary<string, MatValue>(StringComparer.Ordinal);
        if (version == 7)
        {
            Mat73Reader.Read(path, variables);
            return variables;
        }

        var bytes = InputFile.ReadAll(path);
        if (version == 5)
            Mat5Reader.Read(bytes, path, variables);
        else if (version == 4)
            Mat4Reader.Read(bytes, path, variables);
        else if (bytes.AsSpan().StartsWith("MATLAB 5.0 MAT-file"u8))
            throw new InputException(path, $"has {bytes.Length} bytes and a header that MATLAB does not write.", "The file is truncated or damaged: copy it again.");
        else
            throw new InputException(path, $"is no MATLAB file: it starts with {Start(bytes)}.",
                "Check that the file is what its name says; MATLAB writes one with save.");
        return variables;
    }

    /// <summary>Whether the content starts as a MATLAB file does.</summary>
    public static bool Recognizes(string path) => Version(InputFile.Head(path, HeaderBytes)) > 0;

    private static int Version(ReadOnlySpan<byte> head)
    {
        if (head.Length >= HeaderBytes && (head[124..128] is [0, 1, (byte)'I', (byte)'M'] or [1, 0, (byte)'M', (byte)'I']))
            return 5;
        if (head.StartsWith("MATLAB 7.3 MAT-file"u8))
            return 7;
        return Mat4Reader.Recognizes(head) ? 4 : 0;
    }

    private static string Start(ReadOnlySpan<byte> bytes)
    {
        var start = bytes[..Math.Min(16, bytes.Length)];
        return start.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? Convert.ToHexStringLower(start) : $"\"{System.Text.Encoding.ASCII.GetString(start)}\"";
    }
}
