using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Training;

/// <summary>Holds a run folder for one process at a time. The system lets go of it when the process ends, however it ends.</summary>
internal sealed class RunLock : IDisposable
{
    /// <summary>The file that is held; it stays, empty.</summary>
    public const string FileName = ".lock";

    private readonly FileStream _held;

    private RunLock(FileStream held) => _held = held;

    /// <summary>Takes a folder, which exists.</summary>
    /// <exception cref="InputException">Another training is under way in it.</exception>
    public static RunLock Take(string folder)
    {
        var file = Path.Combine(folder, FileName);
        try
        {
            return new(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(file))
        {
            throw InUse(folder);
        }
    }

    /// <summary>The problem that a folder is taken, with who has it where its status tells.</summary>
    public static InputException InUse(string folder)
    {
        var process = RunStatus.Read(folder) is { Status: RunStatus.Running, Process: { } mark } ? $"process {mark.Id} of {mark.Machine}" : "another process";
        return new(folder, $"is in use by {process}, which trains in it", "Wait until it ends, or choose another --out.");
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();
}
