using Embodied.Runtime.Training;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;
using Microsoft.Data.Sqlite;

namespace Embodied.Runtime.Registry;

/// <summary>Finds the runs below a folder, however deep.</summary>
public static class RunRegistry
{
    // What lies deeper is no run of anyone's.
    private const int Deepest = 16;

    /// <summary>All runs below a folder, the one that was written to last first.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InputException">There is no such folder.</exception>
    public static IReadOnlyList<RunRecord> List(string folder)
    {
        if (!Directory.Exists(folder))
            throw new InputException(folder, "is no folder to look for runs in", "Runs are in runs/ unless train, sweep or compare were given another --out.");
        var root = Path.GetFullPath(folder);
        // A run keeps nothing but its own files.
        if (RunRecord.Is(root))
            return List(root, null);
        try
        {
            using var database = RunDatabase.Open(root);
            return List(root, database);
        }
        catch (SqliteException)
        {
            // Whatever is wrong with what was remembered: the folders say it all.
            RunDatabase.Remove(root);
            return List(root, null);
        }
    }

    private static IReadOnlyList<RunRecord> List(string root, RunDatabase? database)
    {
        var known = database?.All() ?? [];
        var (kept, read) = (new List<RunRecord>(), new List<(string Stamp, RunRecord Record)>());
        foreach (var run in Folders(root))
        {
            var (name, stamp) = (Path.GetRelativePath(root, run), RunRecord.StampOf(run));
            if (known.Remove(name, out var before) && before.Stamp == stamp)
                kept.Add(before.Record);
            else
                read.Add((stamp, RunRecord.Read(root, run)));
        }

        if (read.Count + known.Count > 0)
            database?.Change(read, known.Keys);
        return [.. kept.Concat(read.Select(r => r.Record)).OrderByDescending(r => r.When).ThenBy(r => r.Run, StringComparer.Ordinal)];
    }

    /// <summary>One run.</summary>
    /// <param name="run">The folder of a run, or its name as the list has it.</param>
    /// <param name="folder">The folder that was listed.</param>
    /// <exception cref="InputException">It is no run.</exception>
    public static RunRecord Find(string run, string folder)
    {
        foreach (var path in (string[])[run, Path.Combine(folder, run)])
        {
            if (RunRecord.Is(path))
                return RunRecord.Read(Path.GetFullPath(path), path) with { Run = Path.GetFullPath(path) };
        }

        var names = Directory.Exists(folder) ? List(folder).Select(r => r.Run) : [];
        throw new InputException(run, "is not the folder of a run", NearestName.Hint(run, names));
    }

    private static IEnumerable<string> Folders(string root) => RunRecord.Is(root)
        ? [root]
        : Directory.EnumerateFiles(root, RunStatus.FileName, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = Deepest, IgnoreInaccessible = true })
            .Select(f => Path.GetDirectoryName(f)!).Where(f => RunRecord.Is(f) && !Scratch.Is(f)).Order(StringComparer.Ordinal);
}
