using System.ComponentModel;
using System.Diagnostics;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary>Runs the .NET SDK the way a person would, whatever started this program.</summary>
internal static class DotnetProcess
{
    /// <summary>Runs it to its end.</summary>
    /// <returns>Its exit code and all it said.</returns>
    /// <exception cref="EmbodiedException">There is no SDK.</exception>
    public static (int Code, string Said) Run(IEnumerable<string> arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // What a surrounding build leaves behind would make this one use its tasks.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        try
        {
            using var process = Process.Start(start)!;
            using var stop = cancel.Register(() => process.Kill(entireProcessTree: true));
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            cancel.ThrowIfCancellationRequested();
            return (process.ExitCode, (said + errors.Result).Trim());
        }
        catch (Win32Exception e)
        {
            throw new EmbodiedException($"the .NET SDK cannot be started: {e.Message}", "Install the .NET 10 SDK, and put dotnet on PATH.", e);
        }
    }
}
