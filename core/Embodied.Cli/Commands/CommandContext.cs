using System.CommandLine;
using System.Runtime.InteropServices;
using Embodied.Cli.Output;
using Embodied.Sdk.Errors;

namespace Embodied.Cli.Commands;

/// <summary>What every command gets: the options that stand before or behind any command, and one way to run, fail and be interrupted.</summary>
internal sealed class CommandContext
{
    public Option<bool> Json { get; } = new("--json") { Description = "Print the result as one line of JSON.", Recursive = true };

    public Option<string[]> PluginFolders { get; } = new("--plugins")
    {
        Description = "A folder of plugin folders, searched besides the usual ones. May be given several times.",
        Recursive = true,
        AllowMultipleArgumentsPerToken = false,
        HelpName = "DIR",
    };

    /// <summary>Gives a command its action: errors become a message, a hint and an exit code; Ctrl-C and the signals TERM and HUP cancel and exit with 130, 143
    /// and 129. A second one ends the program at once.</summary>
    public void Handle(Command command, Func<Invocation, int> action) => command.SetAction(parse => Run(parse, action));

    private int Run(ParseResult parse, Func<Invocation, int> action)
    {
        var terminal = new Terminal(parse.GetValue(Json));
        using var cancel = new CancellationTokenSource();
        var interrupted = ExitCode.Interrupted;
        void On(PosixSignalContext signal, int exitCode)
        {
            signal.Cancel = !cancel.IsCancellationRequested;
            interrupted = exitCode;
            cancel.Cancel();
        }

        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, s => On(s, ExitCode.Interrupted));
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, s => On(s, ExitCode.Terminated));
        using var onHangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, s => On(s, ExitCode.HungUp));
        try
        {
            OutputPlace.Require(parse);
            using var invocation = new Invocation(parse, terminal, parse.GetValue(PluginFolders) ?? [], cancel.Token);
            var code = action(invocation);
            return code == ExitCode.Interrupted ? interrupted : code;
        }
        catch (OperationCanceledException)
        {
            terminal.Error(new EmbodiedException("interrupted", "run the same command again to start over"));
            return interrupted;
        }
        catch (Exception e) when (Problems.Understood(e) is { } problem)
        {
            terminal.Error(problem);
            return Problems.ExitCodeOf(problem);
        }
    }
}
