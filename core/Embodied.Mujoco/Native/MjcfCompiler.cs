using System.Text;
using Embodied.Mujoco.Native;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;

namespace Embodied.Mujoco.Native;

/// <summary>Compiles MJCF text with its files through a temporary folder.</summary>
internal static unsafe class MjcfCompiler
{
    private const int MessageSize = 1000;

    // The compiler of the library keeps the last scene in a global.
    private static readonly Lock Compiling = new();

    /// <summary>Compiles a scene to an <c>mjModel*</c> that the caller owns.</summary>
    /// <param name="library">The library.</param>
    /// <param name="mjcf">The scene.</param>
    /// <param name="name">What errors call the scene.</param>
    /// <param name="assets">Files the scene names, by their path relative to it (its meshdir included).</param>
    /// <param name="contacts">Room for at least so many contacts; 0 leaves it to what the scene holds.</param>
    /// <param name="warnings">What the compiler remarked.</param>
    /// <exception cref="InputException">The text is not a scene this version compiles.</exception>
    public static nint Compile(
        MujocoLibrary library, string mjcf, string name, IReadOnlyDictionary<string, byte[]>? assets, int contacts, out IReadOnlyList<string> warnings)
    {
        var sized = SizeFromNeed.Apply(mjcf, name, arena: library.Layout.Has("mjData", "narena"), contacts);
        var folder = Scratch.Folder("embodied-mjcf");
        try
        {
            foreach (var (file, content) in assets ?? new Dictionary<string, byte[]>())
                WriteAsset(folder, name, file, content);
            var path = Path.Combine(folder, "scene.xml");
            File.WriteAllText(path, sized);
            lock (Compiling)
                return CompileFile(library, path, name, folder, out warnings);
        }
        finally
        {
            Scratch.Remove(folder);
        }
    }

    private static nint CompileFile(MujocoLibrary library, string path, string name, string folder, out IReadOnlyList<string> warnings)
    {
        var message = stackalloc byte[MessageSize];
        message[0] = 0;
        EngineMessages.Collect();
        nint model;
        fixed (byte* utf8 = Encoding.UTF8.GetBytes(path + '\0'))
            model = library.Functions.LoadXml(utf8, 0, message, MessageSize);
        var collected = EngineMessages.Collected();
        var text = Encoding.UTF8.GetString(System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(message))
            .Replace(folder + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal).Trim();
        if (model == 0)
            throw new InputException(name, $"MuJoCo {library.Version} does not compile it: {text.ReplaceLineEndings(" ")}",
                "Correct the scene; line numbers are those of the MJCF text.");
        warnings = text.Length > 0 ? [.. collected, text] : collected;
        return model;
    }

    private static void WriteAsset(string folder, string scene, string file, byte[] content)
    {
        var path = Path.GetFullPath(Path.Combine(folder, file));
        if (!path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new InputException(scene, $"the asset '{file}' lies outside the scene's folder", "Name assets by paths relative to the scene, without '..'.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
