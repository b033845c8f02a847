using System.Security.Cryptography;
using System.Text;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;

namespace Embodied.Learning.Checkpoints;

/// <summary>
/// Named blocks of bytes in one file with a checksum over all of them: "embodied-checkpoint 1\n", count, then name, length and bytes of each block, and
/// SHA-256 of everything before. The file is whole or the former one stands.
/// </summary>
internal static class CheckpointFile
{
    private const string Magic = "embodied-checkpoint 1\n";
    private const string Damaged = "The file was cut off or changed: use another checkpoint of the run.";

    public static void Write(string path, IReadOnlyDictionary<string, byte[]> blocks)
    {
        try
        {
            AtomicFile.Write(path, file =>
            {
                var content = Content(blocks);
                file.Write(content);
                file.Write(SHA256.HashData(content));
                // Else a power cut may leave the new name without the content.
                ((FileStream)file).Flush(flushToDisk: true);
            });
        }
        catch (InputException e)
        {
            throw new InputException(path, e.Problem, "Free space on the disk or check permissions, then go on with --resume; the former checkpoint is untouched.", e);
        }
    }

    public static IReadOnlyDictionary<string, byte[]> Read(string path)
    {
        if (!File.Exists(path))
            throw new InputException(path, "there is no such checkpoint", "Check the path.");
        var bytes = Bytes(path);
        var size = bytes.Length - SHA256.HashSizeInBytes;
        if (size < Magic.Length || Encoding.ASCII.GetString(bytes, 0, Magic.Length) != Magic)
            throw new InputException(path, "is no checkpoint of this program", "Give the .agent file of a run.");
        if (!SHA256.HashData(bytes.AsSpan(0, size)).AsSpan().SequenceEqual(bytes.AsSpan(size)))
            throw new InputException(path, "is damaged: its checksum differs", Damaged);
        var blocks = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var reader = new BinaryReader(new MemoryStream(bytes, Magic.Length, size - Magic.Length));
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var name = reader.ReadString();
            blocks[name] = reader.ReadBytes(reader.ReadInt32());
        }

        return blocks;
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            RegularFile.Require(path);
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"cannot be read: {e.Message}", "Check its permissions.", e);
        }
    }

    private static byte[] Content(IReadOnlyDictionary<string, byte[]> blocks)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Encoding.ASCII.GetBytes(Magic));
        writer.Write(blocks.Count);
        foreach (var (name, bytes) in blocks)
        {
            writer.Write(name);
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }

        writer.Flush();
        return stream.ToArray();
    }
}
