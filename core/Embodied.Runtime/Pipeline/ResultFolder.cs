using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;

namespace Embodied.Runtime.Pipeline;

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
        string? temporary = null;
        try
        {
            temporary = Scratch.Beside(target);
            Directory.CreateDirectory(temporary);
            fill(temporary);
            File.WriteAllText(Path.Combine(temporary, Marker), "Written by embodied; replaced when the command runs again.\n");
            Replace(target, temporary);
        }
        catch (Exception e)
        {
            Discard(temporary);
            if (!parentExisted && Directory.Exists(parent) && !Directory.EnumerateFileSystemEntries(parent).Any())
                Directory.Delete(parent);
            // The place is told as the reader knows it: nothing is left under the temporary name.
            if (e is InputException inside && temporary is not null && inside.Place.StartsWith(temporary, StringComparison.Ordinal))
                throw new InputException(target + inside.Place[temporary.Length..], inside.Problem, inside.Hint, inside);
            if (AtomicFile.IsOfTheDisk(e))
                throw AtomicFile.Unwritable(target, e);
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

    // The former result is moved away and not deleted in place, which would take long enough to be seen half gone.
    private static void Replace(string target, string temporary)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(temporary, target);
            return;
        }

        var former = Scratch.Beside(target);
        Directory.Move(target, former);
        try
        {
            Directory.Move(temporary, target);
        }
        catch
        {
            Directory.Move(former, target);
            throw;
        }

        Discard(former);
    }

    private static void Discard(string? folder)
    {
        try
        {
            if (folder is not null)
                Scratch.Remove(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to tell; the next run tries again.
        }
    }
}
