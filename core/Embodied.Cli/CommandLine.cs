using System.CommandLine;
using Embodied.Cli.Commands;
using Embodied.Cli.Output;

namespace Embodied.Cli;

/// <summary>The program without its process.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command; returns what goes to the shell.</summary>
    public static int Run(string[] args)
    {
        var parse = Root.Create().Parse(args.Length == 0 ? ["--help"] : args);
        if (WrongUsage.In(parse) is { } wrong)
        {
            new Terminal(args.Contains("--json")).Error(wrong);
            return ExitCode.BadInput;
        }

        return parse.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }
}
