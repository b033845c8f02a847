using System.Buffers.Binary;

namespace Embodied.Mujoco.Mjcf;

/// <summary>
/// Looks through a mesh before MuJoCo does, which trusts its counts and indices: a face that names a vertex that is not there ends the process in 2.2.2.
/// </summary>
internal static class MeshFile
{
    private const long Largest = 1L << 30;

    /// <summary>What is wrong with a mesh, or null. Formats that MuJoCo refuses by itself are left to it.</summary>
    public static string? ProblemOf(string path)
    {
        try
        {
            if (new FileInfo(path).Length > Largest)
                return $"the mesh {path} has more than {Largest} bytes";
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".msh" => Msh(File.ReadAllBytes(path)),
                ".stl" => Stl(File.ReadAllBytes(path)),
                ".obj" => ObjFile.ProblemOf(path),
                _ => null,
            } is { } problem ? $"the mesh {path} {problem}" : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"the mesh {path} cannot be read: {e.Message}";
        }
    }

    // Four counts, then vertices, normals, texture coordinates and faces (MuJoCo documentation, XML reference, asset/mesh).
    private static string? Msh(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 16)
            return "ends before its counts";
        Span<long> counts = stackalloc long[4];
        for (var i = 0; i < 4; i++)
            counts[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]);
        var (vertices, normals, coordinates, faces) = (counts[0], counts[1], counts[2], counts[3]);
        if (vertices < 4 || normals < 0 || coordinates < 0 || faces < 0)
            return $"has the counts {vertices}, {normals}, {coordinates}, {faces} of vertices, normals, texture coordinates and faces";
        var start = 16 + (4 * ((3 * vertices) + (3 * normals) + (2 * coordinates)));
        if (bytes.Length != start + (12 * faces))
            return $"has {bytes.Length} bytes; its counts make {start + (12 * faces)}";
        for (var i = 0L; i < 3 * faces; i++)
        {
            var index = BinaryPrimitives.ReadInt32LittleEndian(bytes[(int)(start + (4 * i))..]);
            if (index < 0 || index >= vertices)
                return $"has a face with vertex {index} of {vertices}";
        }

        return null;
    }

    // 80 bytes, a count, and 50 bytes for each face.
    private static string? Stl(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 84)
            return "ends before its count";
        var faces = (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes[80..]);
        return bytes.Length < 84 + (50 * faces) ? $"has {bytes.Length} bytes; {faces} faces take {84 + (50 * faces)}" : null;
    }
}
