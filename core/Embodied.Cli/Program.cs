using System.Runtime.ExceptionServices;
using Embodied.Cli;

// A plugin that throws on a thread of its own must not take the program with it.
ExceptionHandling.SetUnhandledExceptionHandler(PluginThreads.Outlive);
return CommandLine.Run(args);
