using Embodied.Mujoco.Layouts;
using Embodied.Mujoco.Native;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Native;

/// <summary>
/// Compares a layout table with what the library itself builds: every array of a compiled probe scene must lie inside its structure's buffer, and
/// two neighbours must be exactly rows × columns × element size (plus alignment) apart. A wrong table cannot pass.
/// </summary>
internal static class LayoutCheck
{
    // The engine aligns arrays to at most one cache line.
    private const long Alignment = 64;

    /// <summary>Checks the table that was chosen for a library.</summary>
    /// <exception cref="EmbodiedException">The library is laid out otherwise.</exception>
    public static LayoutCheckResult Run(MujocoLibrary library)
    {
        using var model = new ModelHandle(library, MjcfCompiler.Compile(library, ProbeScene.Mjcf, "layout probe", null, 0, out _));
        using var data = new DataHandle(library, model);
        var total = default(LayoutCheckResult);
        total += Check(library, model.Pointer, model.Pointer, "mjModel");
        total += Check(library, model.Pointer, data.Pointer, "mjData");
        return total;
    }

    private static LayoutCheckResult Check(MujocoLibrary library, nint model, nint structure, string type)
    {
        var reader = library.Reader;
        var buffer = reader.Pointer(structure, type, "buffer");
        var end = buffer + (nint)reader.Integer(structure, type, "nbuffer");
        var arrays = library.Layout.Struct(type).Order.Where(f => f.IsArray).ToArray();
        var neighbours = 0;
        for (var i = 0; i < arrays.Length; i++)
        {
            var start = reader.Pointer(structure, type, arrays[i].Name);
            var bytes = reader.Count(model, arrays[i]) * ElementSize(library, arrays[i]);
            if (start < buffer || start + bytes > end)
                throw Refusal(library, $"{type}.{arrays[i].Name} is not inside the buffer");
            if (i + 1 == arrays.Length) break;
            var gap = reader.Pointer(structure, type, arrays[i + 1].Name) - start - bytes;
            if (gap is < 0 or >= Alignment)
                throw Refusal(library, $"{type}.{arrays[i].Name} holds {bytes} bytes by the table, but {type}.{arrays[i + 1].Name} follows {bytes + gap} bytes after it");
            neighbours++;
        }
        return new(arrays.Length, neighbours);
    }

    private static int ElementSize(MujocoLibrary library, FieldLayout field) => field.ElementSize ?? library.Layout.Size(field.Type.TrimEnd('*'));

    private static EmbodiedException Refusal(MujocoLibrary library, string found) =>
        new($"MuJoCo {library.Version} at {library.Path} is not laid out as its headers say: {found}.",
            "Install an unmodified build of a supported version (double precision).");
}

/// <summary>What a check of the layout found.</summary>
/// <param name="Arrays">Arrays that lie inside their buffers.</param>
/// <param name="Neighbours">Pairs of neighbours whose distance is as the table says.</param>
internal readonly record struct LayoutCheckResult(int Arrays, int Neighbours)
{
    /// <summary>Sum of two checks.</summary>
    public static LayoutCheckResult operator +(LayoutCheckResult a, LayoutCheckResult b) => new(a.Arrays + b.Arrays, a.Neighbours + b.Neighbours);
}
