using System.Globalization;

namespace Embodied.Learning.Checkpoints;

/// <summary>
/// What belongs to a checkpoint but is too large for an agent that travels: a file beside it, named after the number of updates. It is written before the
/// checkpoint and what belonged to the former one is removed after, so that a checkpoint never stands without its companion.
/// </summary>
/// <param name="ending">Ending of the file's name.</param>
internal sealed class CheckpointCompanion(string ending)
{
    /// <summary>Where it lies.</summary>
    public string PathOf(string runFolder, long updates) => Path.Combine(Folder(runFolder), updates.ToString(CultureInfo.InvariantCulture) + ending);

    /// <summary>Writes the companion of the checkpoint after a number of updates.</summary>
    public void Write(string runFolder, long updates, IReadOnlyDictionary<string, byte[]> blocks) => CheckpointFile.Write(PathOf(runFolder, updates), blocks);

    /// <summary>Removes the companions of other checkpoints than the one after a number of updates.</summary>
    public void Prune(string runFolder, long updates)
    {
        foreach (var file in Directory.EnumerateFiles(Folder(runFolder), "*" + ending).Where(f => f != PathOf(runFolder, updates)))
            File.Delete(file);
    }

    private static string Folder(string runFolder) => Path.Combine(runFolder, "checkpoints");
}
