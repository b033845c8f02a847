using System.CommandLine;
using Embodied.Cli.Commands;
using Embodied.Cli.Output;

var parse = Root.Create().Parse(args.Length == 0 ? ["--help"] : args);
if (WrongUsage.In(parse) is { } wrong)
{
    new Terminal(args.Contains("--json")).Error(wrong);
    return ExitCode.BadInput;
}

return parse.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
