using System.Diagnostics;
using System.Globalization;

namespace Embodied.Runtime.Plugins;

/// <summary>
/// Remembers on disk which plugin is being loaded, because a plugin that ends the process cannot be named by it: the next start finds the trace and names it.
/// </summary>
internal static class PluginTrace
{
    private static string Folder => Path.Combine(Path.GetDirectoryName(Mujoco.Native.MujocoRuntime.CacheFolder)!, "loading");

    /// <summary>Leaves a trace until it is disposed of. Where nothing can be written there is none.</summary>
    public static IDisposable Leave(string plugin, string folder)
    {
        var path = Path.Combine(Folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        try
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, $"{plugin}\n{folder}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Trace(null);
        }
        return new Trace(path);
    }

    /// <summary>Which plugins processes that are gone were loading, in words; forgets them.</summary>
    public static IReadOnlyList<string> Collect()
    {
        var found = new List<string>();
        try
        {
            foreach (var path in Directory.Exists(Folder) ? Directory.GetFiles(Folder) : [])
            {
                if (int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var process) && IsAlive(process))
                    continue;
                if (File.ReadAllText(path).Split('\n') is [var plugin, var folder])
                    found.Add($"an earlier start ended while plugin '{plugin}' in {folder} was being loaded; 'embodied plugins check {folder}' says how");
                File.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another start was quicker, or nothing may be read: traces are a courtesy.
        }
        return found;
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private sealed class Trace(string? path) : IDisposable
    {
        public void Dispose()
        {
            if (path is not null)
                File.Delete(path);
        }
    }
}
