namespace Embodied.Sdk.Errors;

/// <summary>Tells files from pipes and devices, which never end or block whoever opens them.</summary>
public static class RegularFile
{
    /// <summary>Refuses what holds nothing that could be read at once. A path that does not exist is left to whoever opens it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">Empty, a pipe or a device: all have the length 0.</exception>
    public static void Require(string path)
    {
        if (!File.Exists(path))
            return;
        // The links of process substitutions lead to no path.
        var file = new FileInfo(path);
        var target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        if (!target.Exists || target.Length == 0)
            throw new InputException(path, "is empty, or a pipe or device.", "Give a file; what comes through a pipe, write to a file first.");
    }
}
