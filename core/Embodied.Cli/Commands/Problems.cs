using Embodied.Cli.Output;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;

namespace Embodied.Cli.Commands;

/// <summary>Which exceptions are a person's problem rather than a defect, and how the program exits with them.</summary>
internal static class Problems
{
    /// <summary>The exception as a problem with a hint, or null when it is a defect that should show its trace.</summary>
    public static EmbodiedException? Understood(Exception exception) => exception switch
    {
        EmbodiedException known => known,
        AggregateException { InnerExceptions: [EmbodiedException only] } => only,
        UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException or PathTooLongException =>
            new InputException("file system", exception.Message, "check the path and its permissions"),
        _ when AtomicFile.IsOfTheDisk(exception) => new InputException("file system", $"cannot be written: {AtomicFile.Reason(exception)}", "check free disk space and permissions; nothing half-written was left"),
        _ => null,
    };

    public static int ExitCodeOf(EmbodiedException problem) => problem switch
    {
        InputException => ExitCode.BadInput,
        PluginException => ExitCode.PluginProblem,
        _ => ExitCode.Failed,
    };
}
