namespace Embodied.Mujoco.Mjcf;

/// <summary>
/// Which files a document may name. Relative paths may go up (<c>../meshes</c> is common); absolute ones, and links that lead away from where they lie, could
/// bring any file of the machine into a body that someone else wrote.
/// </summary>
internal static class MjcfTrust
{
    /// <summary>Lets files anywhere be opened: set by a user who trusts the file.</summary>
    private const string Variable = "EMBODIED_READ_ELSEWHERE";

    /// <summary>What is wrong with opening a file that a document names, or null.</summary>
    /// <param name="written">The path as the document has it.</param>
    /// <param name="path">The file.</param>
    /// <param name="folder">Folder of the document, or null for one made in memory.</param>
    public static string? ProblemOf(string written, string path, string? folder)
    {
        if (Environment.GetEnvironmentVariable(Variable) == "1" || folder is null)
            return null;
        if (Path.IsPathRooted(written))
            return $"names '{written}' by an absolute path, which is not opened; write it relative to the file, or set {Variable}=1 if you trust the file";
        var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null;
        return target is null || IsBelow(folder, target) || IsBelow(Path.GetDirectoryName(path)!, target)
            ? null
            : $"'{written}' is a link to a file elsewhere, which is not opened; put the file there, or set {Variable}=1 if you trust it";
    }

    private static bool IsBelow(string folder, string path) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
