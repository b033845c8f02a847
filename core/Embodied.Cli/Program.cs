using System.CommandLine;
using Embodied.Cli.Commands;
using Embodied.Cli.Output;

var parse = Root.Create().Parse(args.Length == 0 ? ["--help"] : args);
var status = parse.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
return parse.Errors.Count > 0 ? ExitCode.BadInput : status;
