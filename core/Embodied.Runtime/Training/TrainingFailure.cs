using Embodied.Learning.Checkpoints;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;

namespace Embodied.Runtime.Training;

/// <summary>
/// Whatever a task, a sensor, a plugin or libtorch throws in training, on whichever thread: one message that says what stands, and the trace in a file of
/// the run folder.
/// </summary>
internal static class TrainingFailure
{
    /// <summary>The trace of a defect, in the run folder.</summary>
    public const string TraceName = "error.txt";

    /// <summary>The failure as a problem to tell.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="folder">Folder of the run.</param>
    public static EmbodiedException Of(Exception failure, string folder)
    {
        var cause = Cause(failure);
        if (cause is InputException)
            return (EmbodiedException)cause;
        var stands = Checkpoint(folder);
        if (AtomicFile.IsOfTheDisk(cause))
            return new InputException(folder, AtomicFile.Unwritable(folder, cause).Problem, $"Free space on the disk or check permissions. {stands}", failure);
        if (cause is EmbodiedException known)
            return new(known.Message, $"{known.Hint} {stands}".Trim(), failure);
        var trace = WriteTrace(failure, folder) ? $" The trace is in {Path.Combine(folder, TraceName)}." : "";
        return new($"training stopped: {cause.GetType().Name}: {FirstLine(cause.Message)}", stands + trace, failure);
    }

    private static string Checkpoint(string folder)
    {
        var last = Path.Combine(folder, "checkpoints", SavedAgent.Last);
        return File.Exists(last) ? $"The last checkpoint is {last}: mend the cause, then go on with --resume." : "There is no checkpoint yet: mend the cause, then start again.";
    }

    // Threads wrap what was thrown in them.
    private static Exception Cause(Exception failure) => failure switch
    {
        AggregateException { InnerExceptions: [var first, ..] } => Cause(first),
        System.Reflection.TargetInvocationException { InnerException: { } inner } => Cause(inner),
        _ => failure,
    };

    private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd();

    private static bool WriteTrace(Exception failure, string folder)
    {
        try
        {
            File.WriteAllText(Path.Combine(folder, TraceName), failure + "\n");
            return true;
        }
        catch (Exception e) when (AtomicFile.IsOfTheDisk(e))
        {
            // A full disk may be the very cause.
            return false;
        }
    }
}
