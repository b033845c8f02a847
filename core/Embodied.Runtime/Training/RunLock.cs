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
        try
        {
            return new(new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e is not DirectoryNotFoundException)
        {
            throw new InputException(folder, "is in use by another training", "Wait until it ends, or choose another --out.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();
}
