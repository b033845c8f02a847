using System.Diagnostics;
using System.Globalization;
using Embodied.Cli.Output;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;

namespace Embodied.Cli.Commands;

/// <summary>Tries a plugin in a process of its own: what ends that process is named instead of suffered.</summary>
internal static class PluginTrial
{
    /// <summary>Names, to the child, the file in which it says that it has come to its end.</summary>
    private const string Variable = "EMBODIED_PLUGIN_TRIAL";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Whether this process is the child.</summary>
    public static bool IsChild => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    /// <summary>Said by the child when the plugin let it come so far.</summary>
    public static void Done() => File.WriteAllText(Environment.GetEnvironmentVariable(Variable)!, "done");

    /// <summary>Runs <c>plugins check</c> in a child and passes on what it says.</summary>
    /// <exception cref="PluginException">The child ended before its end, or not at all.</exception>
    public static int Run(Invocation call, string folder)
    {
        var place = Scratch.Folder("embodied-trial");
        var done = Path.Combine(place, "done");
        try
        {
            using var child = Start(call, folder, done);
            using var stop = call.Cancel.Register(() => child.Kill(entireProcessTree: true));
            var output = child.StandardOutput.ReadToEndAsync();
            var errors = child.StandardError.ReadToEndAsync();
            if (!child.WaitForExit(Limit))
            {
                child.Kill(entireProcessTree: true);
                throw Ended(folder, $"did not end within {Limit.TotalMinutes:g} minutes", errors.Result);
            }
            call.Cancel.ThrowIfCancellationRequested();
            if (!File.Exists(done))
                throw Ended(folder, Death(child.ExitCode), errors.Result);
            Console.Error.Write(errors.Result);
            Console.Out.Write(output.Result);
            return child.ExitCode;
        }
        finally
        {
            Scratch.Remove(place);
        }
    }

    private static Process Start(Invocation call, string folder, string done)
    {
        // The program may be run by its own launcher or, like here, by the runtime's.
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])[typeof(PluginTrial).Assembly.Location, "plugins", "check", folder, .. call.Terminal.IsJson ? ["--json"] : Array.Empty<string>()])
            start.ArgumentList.Add(argument);
        start.Environment[Variable] = done;
        // A dump of a process that was expected to die helps nobody.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return Process.Start(start) ?? throw new EmbodiedException("the plugin cannot be tried: no process starts", "Run 'embodied doctor'.");
    }

    private static string Death(int code) => code switch
    {
        134 => "ended the program by an abort: its stack overflowed, or it called FailFast",
        139 => "ended the program by a segmentation fault",
        137 => "was killed, perhaps for the memory it took",
        _ => string.Create(CultureInfo.InvariantCulture, $"ended the program itself, with exit code {code}"),
    };

    private static PluginException Ended(string folder, string how, string errors)
    {
        var said = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault(l => !l.StartsWith("at ", StringComparison.Ordinal));
        return new(Path.GetFileName(folder), $"{how} while it was loaded{(said is null ? "" : $" ({Terminal.Shown(said)})")}", "Tell the plugin's authors, or move the folder away.");
    }
}
