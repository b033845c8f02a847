using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Embodied.Cli;

// A plugin that throws on a thread of its own must not take the program with it.
ExceptionHandling.SetUnhandledExceptionHandler(PluginThreads.Outlive);

// A file that outgrows the limit of the shell (ulimit -f) is an error like a full disk. The signal XFSZ, which has no name here, would end the program without a word.
const int FileTooLarge = 25;
using var outgrown = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create((PosixSignal)FileTooLarge, signal => signal.Cancel = true);
return CommandLine.Run(args);
