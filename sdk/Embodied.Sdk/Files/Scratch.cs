using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Embodied.Sdk.Files;

/// <summary>
/// Names for what is being made and is not whole yet. They say whose they are, so that whatever a killed process left is removed by the next one that makes
/// something in the same folder, and what a living one is making stays.
/// </summary>
public static class Scratch
{
    private const string Sign = ".~";
    private const int LongestStem = 60;

    private static readonly string Owner = string.Create(
        CultureInfo.InvariantCulture, $"{MachineHash}_{ProcessMark.Current.Id}_{ProcessMark.Current.Start}");

    private static readonly Lazy<string> TemporaryFolder = new(() =>
    {
        Sweep(Path.GetTempPath());
        return Path.GetTempPath();
    });

    private static int _count;

    private static string MachineHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Environment.MachineName)).AsSpan(0, 4));

    /// <summary>
    /// A free, hidden name beside <paramref name="path"/> with its extension. Its folder is made when needed, and what dead processes left there is removed.
    /// </summary>
    public static string Beside(string path)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(folder);
        Sweep(folder);
        return Path.Combine(folder, Name(Path.GetFileNameWithoutExtension(full), Path.GetExtension(full)));
    }

    /// <summary>A new folder in the system's place for temporary files; whoever asks for it deletes it.</summary>
    /// <param name="purpose">A word its name begins with.</param>
    public static string Folder(string purpose) => Directory.CreateDirectory(Path.Combine(TemporaryFolder.Value, Name(purpose, ""))).FullName;

    /// <summary>Whether a file or folder is something unfinished, by its name.</summary>
    public static bool Is(string path) => Path.GetFileName(path) is ['.', ..] name && name.Contains(Sign, StringComparison.Ordinal);

    /// <summary>Removes from a folder what processes that have ended were making. What cannot be removed stays.</summary>
    public static void Sweep(string folder)
    {
        try
        {
            foreach (var path in Directory.EnumerateFileSystemEntries(folder, $".*{Sign}*").Where(p => OwnerOf(Path.GetFileName(p))?.HasEnded() == true).ToList())
                Remove(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process was quicker, or it is not ours to remove.
        }
    }

    /// <summary>Removes a file, or a folder with all it holds, if it is there.</summary>
    public static void Remove(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }

    private static string Name(string stem, string extension) => string.Create(
        CultureInfo.InvariantCulture, $".{stem.AsSpan(0, Math.Min(stem.Length, LongestStem))}{Sign}{Owner}_{Interlocked.Increment(ref _count)}{extension}");

    // .STEM.~MACHINE_PROCESS_START_COUNT.EXTENSION
    private static ProcessMark? OwnerOf(string name) =>
        name[(name.LastIndexOf(Sign, StringComparison.Ordinal) + Sign.Length)..].Split('_') is [var machine, var id, var start, _]
            && machine == MachineHash && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(Environment.MachineName, number, start)
            : null;
}
