using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Street;

/// <summary>
/// A folder of results that is whole or absent: filled under another name beside its place, then renamed. A result of an earlier run is replaced;
/// any other folder that holds something is left alone.
/// </summary>
public static class ResultFolder
{
    private const string Marker = ".embodied-result";

    /// <summary>Fills a folder and puts it in place. When <paramref name="fill"/> throws, nothing is left behind and an older result stays.</summary>
    /// <param name="path">Where the folder shall be.</param>
    /// <param name="fill">Writes into the folder it is given.</param>
    /// <exception cref="InputException">The place is taken by something that is not a result.</exception>
    public static void Write(string path, Action<string> fill)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        RequireFree(target);
        var parent = Path.GetDirectoryName(target)!;
        var parentExisted = Directory.Exists(parent);
        var temporary = Path.Combine(parent, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}");
        Directory.CreateDirectory(temporary);
        try
        {
            fill(temporary);
            File.WriteAllText(Path.Combine(temporary, Marker), "Written by embodied; replaced when the command runs again.\n");
            if (Directory.Exists(target))
                Directory.Delete(target, recursive: true);
            Directory.Move(temporary, target);
        }
        catch
        {
            Directory.Delete(temporary, recursive: true);
            if (!parentExisted && !Directory.EnumerateFileSystemEntries(parent).Any())
                Directory.Delete(parent);
            throw;
        }
    }

    /// <summary>Checks, before any work is done, that results may go to this place.</summary>
    /// <exception cref="InputException">The place is taken by something that is not a result.</exception>
    public static void RequireFree(string path)
    {
        if (File.Exists(path))
            throw new InputException(path, "is a file, expected a folder for results", "choose another --out");
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any() && !File.Exists(Path.Combine(path, Marker)))
            throw new InputException(path, "holds files that are not results of this program", "choose another --out or empty the folder");
    }
}
