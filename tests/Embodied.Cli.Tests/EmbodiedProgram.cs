using System.Diagnostics;
using Embodied.Tests;

namespace Embodied.Cli.Tests;

/// <summary>
/// Runs the built program as a user does, in a folder of its own: as a process where it matters that it is one, else inside the tests, which spares the start.
/// </summary>
internal static class EmbodiedProgram
{
    // The console and the working folder belong to the whole process.
    private static readonly Lock OneAtATime = new();

    private static readonly string Dll = Path.Combine(
        SharedData.RepositoryRoot, "artifacts", "bin", "Embodied.Cli", SharedData.Configuration, "embodied.dll");

    /// <summary>Runs the command line inside this process.</summary>
    public static ProgramResult Run(string folder, params IEnumerable<string> arguments)
    {
        lock (OneAtATime)
        {
            var (before, output, error) = (Environment.CurrentDirectory, Console.Out, Console.Error);
            using StringWriter said = new(), complained = new();
            try
            {
                Environment.CurrentDirectory = folder;
                Console.SetOut(said);
                Console.SetError(complained);
                return new(CommandLine.Run([.. arguments]), said.ToString(), complained.ToString());
            }
            finally
            {
                Environment.CurrentDirectory = before;
                Console.SetOut(output);
                Console.SetError(error);
            }
        }
    }

    /// <summary>Runs the program as a process.</summary>
    public static ProgramResult RunProcess(string folder, params IEnumerable<string> arguments) => RunIn(folder, [], arguments);

    /// <summary>Runs the program as a process with some variables of its environment set.</summary>
    public static ProgramResult RunIn(string folder, Dictionary<string, string?> environment, params IEnumerable<string> arguments)
        => Finish(Start(folder, arguments, environment), arguments);

    private static ProgramResult Finish(Process started, IEnumerable<string> arguments)
    {
        using var process = started;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromMinutes(3)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"embodied {string.Join(' ', arguments)} did not end");
        }

        return new(process.ExitCode, output, error.Result);
    }

    /// <summary>
    /// Runs the program as a process that may write no file larger than so many blocks of 512 bytes, which is what a full disk looks like to whoever may not mount one.
    /// </summary>
    public static ProgramResult RunLimited(string folder, int blocks, params IEnumerable<string> arguments)
    {
        // The runtime keeps its code in files of memory, which are files to the limit.
        var environment = new Dictionary<string, string?> { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_DbgEnableMiniDump"] = "0" };
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = folder };
        foreach (var argument in (string[])["-c", $"ulimit -f {blocks}; exec dotnet \"$@\"", "sh", Dll, .. arguments])
            start.ArgumentList.Add(argument);
        return Finish(Begin(start, environment), arguments);
    }

    /// <summary>Starts it and kills it without warning as soon as it has written a file; what it said is dropped.</summary>
    public static void RunUntil(string folder, string file, params IEnumerable<string> arguments)
    {
        using var process = Start(folder, arguments);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var waited = Stopwatch.StartNew();
        while (!File.Exists(file) && !process.HasExited && waited.Elapsed < TimeSpan.FromMinutes(2))
            Thread.Sleep(20);
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Starts it, does something once it has written a file, and waits until it ends.</summary>
    public static ProgramResult RunWith(string folder, string file, Action<int> then, params IEnumerable<string> arguments)
    {
        using var process = Start(folder, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        var waited = Stopwatch.StartNew();
        while (!File.Exists(file) && !process.HasExited && waited.Elapsed < TimeSpan.FromMinutes(2))
            Thread.Sleep(20);
        then(process.Id);
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
            process.Kill(entireProcessTree: true);
        return new(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Starts it with some variables of its environment set; whoever starts it reads what it says and ends it.</summary>
    public static Process StartIn(string folder, Dictionary<string, string?> environment, IEnumerable<string> arguments) => Start(folder, arguments, environment);

    private static Process Start(string folder, IEnumerable<string> arguments, Dictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder };
        start.ArgumentList.Add(Dll);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Begin(start, environment ?? []);
    }

    private static Process Begin(ProcessStartInfo start, Dictionary<string, string?> environment)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError, start.UseShellExecute) = (true, true, false);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}

/// <summary>What a run of the program left.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Error}";
}
