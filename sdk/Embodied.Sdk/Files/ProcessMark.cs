using System.Diagnostics;
using System.Globalization;

namespace Embodied.Sdk.Files;

/// <summary>
/// A process of some machine, told from every other one, also from a later one that got its number: what a file says of who is writing it.
/// </summary>
/// <param name="Machine">Name of the machine.</param>
/// <param name="Id">Number of the process there.</param>
/// <param name="Start">When it started, in the system's own terms.</param>
public sealed record ProcessMark(string Machine, int Id, string Start)
{
    private static readonly Lazy<(string Boot, string Space)> Here = new(() => (ReadBoot(), ReadSpace()));

    /// <summary>This process.</summary>
    public static ProcessMark Current { get; } = new(Environment.MachineName, Environment.ProcessId, $"{Here.Value.Boot}-{Here.Value.Space}-{Begun(Environment.ProcessId)}");

    /// <summary>
    /// Whether it has ended for certain: it ran on this machine, where there is no such process now. Of other machines, and of containers that cannot be
    /// looked into, nothing is known.
    /// </summary>
    public bool HasEnded()
    {
        if (Machine != Environment.MachineName || Start?.Split('-') is not [var boot, var space, var begun])
            return false;
        return boot != Here.Value.Boot || (space == Here.Value.Space && Begun(Id) != begun);
    }

    // Linux: the state and the start in ticks since the system started (proc(5), stat, fields 3 and 22); a clock that is set moves neither.
    private static string? Begun(int id)
    {
        if (!OperatingSystem.IsLinux())
            return BegunByClock(id);
        var stat = Text($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
        // The second field is the program's name, which may hold anything.
        var fields = stat?[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields is { Length: > 19 } && fields[0] is not ("Z" or "X") ? fields[19] : null;
    }

    private static string? BegunByClock(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime.ToUniversalTime().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string ReadBoot() => Text("/proc/sys/kernel/random/boot_id") is { Length: >= 8 } id ? id[..8] : "0";

    // Containers of one machine count their processes each for itself.
    private static string ReadSpace() =>
        OperatingSystem.IsLinux() && new FileInfo("/proc/self/ns/pid").LinkTarget is { } link ? string.Concat(link.Where(char.IsAsciiDigit)) : "0";

    private static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
