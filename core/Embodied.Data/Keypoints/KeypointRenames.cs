using Embodied.Data.Files;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Keypoints;

/// <summary>Other names for the keypoints of a recording, as a body calls them.</summary>
public static class KeypointRenames
{
    private const int LongestText = 1 << 20;

    /// <summary>Reads a text with a line <c>name in the file: name on the body</c> for each keypoint that is renamed; lines that begin with # are remarks.</summary>
    /// <exception cref="InputException">Missing, no such text, or a name twice; says the line.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var bytes = InputFile.ReadAll(path);
        if (bytes.Length > LongestText || bytes.Contains((byte)0))
            throw new InputException(path, "is no text with a line 'old: new' for each keypoint.", "Name such a text.");
        var renames = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = System.Text.Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split('\n', StringSplitOptions.TrimEntries);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0 || lines[i][0] == '#')
                continue;
            if (lines[i].Split(':', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } from, { Length: > 0 } to])
                throw new InputException($"{path}, line {i + 1}", $"'{lines[i]}' is not of the form 'old: new'.", "Write the name in the file, a colon, and the name on the body.");
            if (!renames.TryAdd(from, to))
                throw new InputException($"{path}, line {i + 1}", $"'{from}' is renamed a second time.", "Name every keypoint once.");
        }
        return renames;
    }

    /// <summary>The recording under the new names.</summary>
    /// <exception cref="InputException">A keypoint that is not there, or two of one name.</exception>
    internal static Recording Apply(Recording recording, IReadOnlyDictionary<string, string> renames)
    {
        if (recording.Find(ChannelNames.Keypoints)?.Labels is not { } names)
            throw new InputException("--rename", "the recording does not name its keypoints.", "Give their names in file order: --keypoints a,b,c");
        if (renames.Keys.FirstOrDefault(n => !names.Contains(n)) is { } missing)
            throw new InputException("--rename", $"'{missing}' is no keypoint of the recording; it has {string.Join(", ", names)}.", "Write the names as the file has them.");
        var renamed = names.Select(n => renames.GetValueOrDefault(n, n)).ToArray();
        if (renamed.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException("--rename", $"two keypoints would be named '{twice.Key}'.", "Give every keypoint its own name.");
        var channels = recording.Channels.Select(c => c.Labels is { } labels && labels.SequenceEqual(names) ? c with { Labels = renamed } : c).ToArray();
        var note = $"{renames.Count} of {names.Count} keypoints were renamed.";
        return new(recording.Name, channels, recording.Provenance with { Notes = [.. recording.Provenance.Notes, note] });
    }
}
