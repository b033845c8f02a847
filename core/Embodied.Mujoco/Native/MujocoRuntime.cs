using Embodied.Mujoco.Layouts;

namespace Embodied.Mujoco.Native;

/// <summary>What is known about the MuJoCo library of this machine.</summary>
public static class MujocoRuntime
{
    /// <summary>Versions that can be used, e.g. 2.2.2.</summary>
    public static IReadOnlyList<string> SupportedVersions => LayoutTable.Supported;

    /// <summary>Loads the library if need be and describes it.</summary>
    /// <exception cref="Sdk.Errors.EmbodiedException">There is none, or none that can be used; the hint says what to do.</exception>
    public static MujocoDescription Describe()
    {
        var library = MujocoLibrary.Instance;
        return new(library.Version, library.Path, library.LayoutCheck.Arrays, library.LayoutCheck.Neighbours);
    }
}

/// <summary>The loaded library.</summary>
/// <param name="Version">Version it states, e.g. 2.2.2.</param>
/// <param name="Path">File it was loaded from.</param>
/// <param name="ArraysChecked">Arrays of its structures found where the layout table says.</param>
/// <param name="DistancesChecked">Distances between neighbouring arrays that equal what the table says.</param>
public sealed record MujocoDescription(string Version, string Path, int ArraysChecked, int DistancesChecked);
