using Embodied.Sdk.Errors;

namespace Embodied.Data.Files;

/// <summary>A file that another file names. It must lie in the same folder or below it, and may not lead out of it by a link.</summary>
internal static class NeighbourFile
{
    /// <summary>Lets files anywhere be opened: set by a user who trusts the file.</summary>
    public const string Variable = "EMBODIED_READ_ELSEWHERE";

    /// <summary>The path of the file.</summary>
    /// <param name="folder">Folder of the file that names it.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="InputException">It lies elsewhere.</exception>
    public static string Resolve(string folder, string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        if (Environment.GetEnvironmentVariable(Variable) == "1")
            return path;
        var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        if (Path.IsPathRooted(name) || !IsBelow(folder, path) || !IsBelow(folder, target))
        {
            throw new InputException(name, $"is named by a file in {folder} and lies outside of that folder; it is not opened.",
                $"If you trust the file, set {Variable}=1, or copy the other file beside it.");
        }

        return path;
    }

    private static bool IsBelow(string folder, string path) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
