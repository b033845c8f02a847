using Embodied.Data.Files;
using Embodied.Data.Keypoints;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Importers;

/// <summary>The importers that come with the house.</summary>
public static class ImporterCatalog
{
    /// <summary>All of them, the more particular before the more general.</summary>
    public static IReadOnlyList<IImporter> All { get; } =
    [
        new RecordingImporter(), new SessionImporter(), new NdxPoseNwbImporter(), new StacH5Importer(), new SleapH5Importer(), new DmControlTrajectoryImporter(),
        new DannceMatImporter(), new CsvImporter(),
    ];

    /// <summary>The importer that recognises the content, whatever the file is called.</summary>
    /// <param name="path">The file.</param>
    /// <param name="importers">Where to look; null for <see cref="All"/>.</param>
    /// <exception cref="InputException">Missing, or of no known format; pickles are refused with what to do instead.</exception>
    public static IImporter Detect(string path, IEnumerable<IImporter>? importers = null)
    {
        InputFile.Open(path).Dispose();
        var known = (importers ?? All).ToArray();
        var head = InputFile.Head(path, 8);
        if (LooksLikeJson(head))
        {
            throw new InputException(path, "is JSON, for whose keypoints there is no common form.",
                "Convert it to CSV: a column time [s] and NAME_x, NAME_y, NAME_z for each keypoint.");
        }
        if (Array.Find(known, i => i.Recognizes(path)) is { } found)
            return found;
        throw head is [0x80, >= 2 and <= 5, ..]
            ? new InputException(path, "is a Python pickle, which runs code when it is opened and is therefore not read.",
                "Save the result as HDF5 instead (stac-mjx does so when the output is named .h5), or as .npz or CSV, and import that.")
            : new InputException(path, $"is of no known format; it starts with the bytes {Convert.ToHexStringLower(head)}.",
                $"Formats that are read: {string.Join(", ", known.Select(i => i.Info.Id))}.");
    }

    private static bool LooksLikeJson(ReadOnlySpan<byte> head)
    {
        var text = System.Text.Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return text.Length > 1 && text[0] is '{' or '[' && (text[1] is '"' or '{' or '[' or '-' || char.IsAsciiDigit(text[1]) || char.IsWhiteSpace(text[1]));
    }

    /// <summary>An importer by its id.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static IImporter Get(string id) => All.FirstOrDefault(i => string.Equals(i.Info.Id, id, StringComparison.Ordinal))
        ?? throw new InputException("--as", $"'{id}' is no importer.", $"There are: {string.Join(", ", All.Select(i => i.Info.Id))}.");

    /// <summary>Imports, and turns whatever an importer throws at a broken file into a problem of that file.</summary>
    /// <exception cref="InputException">The file cannot be imported, or what came of it does not hold together.</exception>
    public static Recording Import(IImporter importer, string path, ImportOptions options)
    {
        Recording recording;
        try
        {
            recording = importer.Import(path, options);
        }
        catch (Exception e) when (e is not EmbodiedException and not OperationCanceledException)
        {
            throw new InputException(path, $"cannot be read as {importer.Info.Id}: {e.Message.Split('\n')[0].TrimEnd('.', '\r')}.",
                "The file is damaged, or not of this format: copy or export it again.", e);
        }

        foreach (var channel in recording.Channels)
        {
            // Of a channel with one axis, names are those of its values.
            if (channel.Labels is { Count: > 0 } labels && channel.Shape.Count > 1 && !channel.Shape.Contains(labels.Count))
                throw new InputException($"{path}:{channel.Name}", $"has the sizes {string.Join(" × ", channel.Shape)} and {labels.Count} names.", "Export it again with a name for each.");
        }

        if (options.Renames is { Count: > 0 } renames)
            recording = KeypointRenames.Apply(recording, renames);
        return options.Up is { } up ? UpAxis.Turn(recording, up) : recording;
    }
}
