using Embodied.Mujoco.Layouts;

namespace Embodied.Mujoco.Native;

/// <summary>What is known about the MuJoCo library of this machine.</summary>
public static class MujocoRuntime
{
    /// <summary>Versions that can be used, e.g. 2.2.2.</summary>
    public static IReadOnlyList<string> SupportedVersions => LayoutTable.Supported;

    /// <summary>The same in one line: 2.2.2 and 3.1.0 to 3.12.0.</summary>
    public static string SupportedText
    {
        get
        {
            var newer = LayoutTable.Supported.Where(v => v.StartsWith("3.", StringComparison.Ordinal)).ToList();
            return $"{string.Join(", ", LayoutTable.Supported.Except(newer))} and {newer[0]} to {newer[^1]}";
        }
    }

    /// <summary>Where the launcher unpacks the library for users who cannot install it, in the program's own cache.</summary>
    public static string CacheFolder => Layouts.UserCache.Native;

    /// <summary>Makes a table of structures from the headers of a version, for a library that none is known for.</summary>
    /// <param name="include">A folder that holds <c>mujoco/mujoco.h</c>.</param>
    /// <param name="compiler">C compiler to ask, e.g. gcc.</param>
    /// <param name="cancel">Stops the compiler.</param>
    /// <returns>Version and file of the table.</returns>
    /// <exception cref="Sdk.Errors.EmbodiedException">No such headers, no compiler, or one that refuses them.</exception>
    public static (string Version, string Path) AddTable(string include, string compiler, CancellationToken cancel) =>
        LayoutGenerator.Write(include, compiler, LayoutTable.UserFolder, cancel);

    /// <summary>Loads the library if need be and describes it.</summary>
    /// <exception cref="Sdk.Errors.EmbodiedException">There is none, or none that can be used; the hint says what to do.</exception>
    public static MujocoDescription Describe()
    {
        var library = MujocoLibrary.Instance;
        return new(library.Version, library.Path, library.LayoutCheck.Arrays, library.LayoutCheck.Neighbours, library.Note);
    }
}

/// <summary>The loaded library.</summary>
/// <param name="Version">Version it states, e.g. 2.2.2.</param>
/// <param name="Path">File it was loaded from.</param>
/// <param name="ArraysChecked">Arrays of its structures found where the layout table says.</param>
/// <param name="DistancesChecked">Distances between neighbouring arrays that equal what the table says.</param>
/// <param name="Note">What a user must know about how it is read, or null.</param>
public sealed record MujocoDescription(string Version, string Path, int ArraysChecked, int DistancesChecked, string? Note);
