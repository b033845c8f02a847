using System.Globalization;
using System.Runtime.InteropServices;

namespace Embodied.Mujoco.Native;

/// <summary>Where a MuJoCo library may be: the file or folder in MUJOCO_PATH alone if that is set; else the system, then the user's cache.</summary>
internal static class LibrarySearch
{
    // What Debian's releases link the library against. Loaded first by absolute path from the same folder, so that an unpacked package set needs
    // no LD_LIBRARY_PATH: the loader then finds them by soname among what is loaded.
    private static readonly string[] Dependencies =
        ["libccd.so.2", "liblodepng.so.0", "liblodepng.so.0.1", "libqhull_r.so.8.0", "libtinyxml2.so.9", "libtinyxml2.so.10", "libtinyxml2.so.11"];

    // The version most tests run on first, then the newest.
    private static IEnumerable<string> SystemNames =>
        ["libmujoco.so.2.2.2", .. Layouts.LayoutTable.Supported.Reverse().Where(v => v != "2.2.2").Select(v => $"libmujoco.so.{v}"), "libmujoco.so"];

    /// <summary>Value of MUJOCO_PATH, or null.</summary>
    public static string? Configured => Environment.GetEnvironmentVariable("MUJOCO_PATH") is { Length: > 0 } path ? path : null;

    /// <summary>What to try, best first.</summary>
    /// <param name="configured">File or folder that is to be used alone, or null.</param>
    /// <param name="cache">Folder to look into last.</param>
    public static IReadOnlyList<Candidate> Candidates(string? configured, string cache)
    {
        if (configured is null)
            return [.. SystemNames.Select(n => new Candidate(n, false)), .. LibrariesUnder(cache)];
        return File.Exists(configured) ? [new(Path.GetFullPath(configured), true)] : LibrariesUnder(configured);
    }

    /// <summary>Loads a candidate and, before it, what lies beside it.</summary>
    /// <param name="candidate">What to load.</param>
    /// <param name="handle">The library, or 0.</param>
    /// <param name="reason">Why a file that is there does not load, in the loader's words; null where nothing is there.</param>
    public static bool TryLoad(Candidate candidate, out nint handle, out string? reason)
    {
        reason = null;
        if (!candidate.IsFile)
            return NativeLibrary.TryLoad(candidate.Name, out handle);
        LoadDependencies(Path.GetDirectoryName(candidate.Name)!);
        try
        {
            handle = NativeLibrary.Load(candidate.Name);
            return true;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            // The first line is the runtime's advice; what the loader said follows.
            reason = e.Message.Split('\n').Skip(1).FirstOrDefault(l => l.Contains(": ", StringComparison.Ordinal)) ?? e.Message;
            handle = 0;
            return false;
        }
    }

    /// <summary>File that holds the code at an address, or null where the system does not tell.</summary>
    public static string? PathOf(nint address)
    {
        const string Maps = "/proc/self/maps";
        if (!File.Exists(Maps)) return null;
        foreach (var line in File.ReadLines(Maps))
        {
            // start-end perms offset dev inode path (proc(5))
            var path = line.IndexOf('/');
            var dash = line.IndexOf('-');
            var space = line.IndexOf(' ');
            if (path < 0 || dash < 0 || space < dash) continue;
            var start = ulong.Parse(line.AsSpan(0, dash), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var end = ulong.Parse(line.AsSpan(dash + 1, space - dash - 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if ((ulong)address >= start && (ulong)address < end) return line[path..];
        }
        return null;
    }

    private static void LoadDependencies(string folder)
    {
        foreach (var file in Dependencies.Select(d => Path.Combine(folder, d)).Where(File.Exists))
            NativeLibrary.TryLoad(file, out _);
    }

    private static IReadOnlyList<Candidate> LibrariesUnder(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 8 };
        return [.. Directory.EnumerateFiles(folder, "libmujoco.so*", options)
            .OrderBy(Path.GetFileName, StringComparer.Ordinal).ThenBy(f => f, StringComparer.Ordinal)
            .Select(f => new Candidate(Path.GetFullPath(f), true))];
    }
}

/// <summary>A library to try.</summary>
/// <param name="Name">Absolute path, or a name that the system's loader resolves.</param>
/// <param name="IsFile">Whether <paramref name="Name"/> is a path.</param>
internal readonly record struct Candidate(string Name, bool IsFile);
