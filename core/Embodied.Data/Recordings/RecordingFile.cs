using System.Globalization;
using Embodied.Data.Hdf;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;
using PureHDF;

namespace Embodied.Data.Recordings;

/// <summary>
/// Recordings in one HDF5 file that any HDF5 library reads. Root: attributes <c>format</c>, <c>version</c>, <c>name</c>, <c>sha256</c>.
/// <c>/channels/NAME</c>: the values, row-major float64, with attributes <c>name</c>, <c>index</c>, <c>unit</c>, <c>frame</c>, <c>shape</c> and
/// <c>rate</c>, <c>start</c> when regularly sampled (<c>shape</c> only for a single number or an empty axis); "/" in a name stands as ":" in the file. <c>/labels/NAME</c>: names along the second axis;
/// <c>/times/NAME</c>: seconds, when irregular. <c>/provenance</c>: attributes, <c>notes</c>, <c>settings</c> (alternating names and values).
/// A file made elsewhere may leave out <c>sha256</c>, <c>index</c>, <c>shape</c> and the provenance.
/// </summary>
public static class RecordingFile
{
    /// <summary>Value of the root attribute <c>format</c>.</summary>
    public const string Format = "embodied-recording";

    /// <summary>Version that is written; older ones are read, newer ones refused.</summary>
    public const int Version = 1;

    private const string Damaged = "The file is damaged: copy it again, or make it again with the command that wrote it.";

    /// <summary>Writes beside the target and renames, so that the target is whole or untouched. Missing folders are made.</summary>
    /// <exception cref="InputException">The target cannot be written.</exception>
    public static void Write(Recording recording, string path)
    {
        foreach (var channel in recording.Channels)
        {
            if (channel.Shape.Aggregate(1L, (n, s) => n * s) != channel.Values.Length)
                throw new ArgumentException($"Channel {channel.Name} has {channel.Values.Length} values for the sizes [{string.Join(", ", channel.Shape)}].", nameof(recording));
        }

        RecordingWriter.Write(recording, path);
    }

    /// <summary>Reads a recording.</summary>
    /// <exception cref="InputException">Missing, of another format or a newer version, truncated, or changed since it was written.</exception>
    public static Recording Read(string path)
    {
        using var file = HdfFile.Open(path);
        if (file.Text("", "format") is not { } format || format != Format)
        {
            throw new InputException(path, "is HDF5 but no recording of this program: the attribute format is not 'embodied-recording'.",
                "Import it first: embodied import.");
        }

        var version = file.Number("", "version") ?? throw new InputException(path, "names no version.", Damaged);
        if (version > Version)
            throw new InputException(path, string.Create(CultureInfo.InvariantCulture, $"is of version {version}; this program reads up to {Version}."), "Update the program.");
        var channels = file.Children("channels").Select(key => ReadChannel(file, key)).OrderBy(c => c.Index).Select(c => c.Channel).ToArray();
        if (channels.GroupBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException(path, $"holds two channels named '{twice.Key}'.", Damaged);
        var recording = new Recording(file.Text("", "name") ?? Path.GetFileNameWithoutExtension(path), channels, ReadProvenance(file));
        if (file.Text("", "sha256") is { } digest && digest != RecordingDigest.Of(recording))
        {
            throw new InputException(path, "does not hold what was written: the checksum differs.",
                "The file is damaged: copy or make it again. If you edited it on purpose, delete its attribute sha256.");
        }

        return recording;
    }

    private static (double Index, RecordingChannel Channel) ReadChannel(HdfFile file, string key)
    {
        var dataset = $"channels/{key}";
        var array = file.Numbers(dataset);
        var shape = file.Text(dataset, "shape") is { } sizes ? Shape(sizes, file.Place(dataset)) : array.Shape;
        if (shape.Aggregate(1L, (n, s) => n * s) != (shape.Contains(0) ? 0 : array.Values.Length))
            throw new InputException(file.Place(dataset), $"has {array.Values.Length} values; its sizes are [{string.Join(", ", shape)}].", Damaged);
        var time = ReadTime(file, key, dataset);
        if (time is not null && (shape.Length == 0 || (time.Times is { } times && times.Count != shape[0])))
            throw new InputException(file.Place(dataset), $"has {(shape.Length == 0 ? 0 : shape[0])} samples, but {time.Times?.Count ?? 0} times.", Damaged);
        return (file.Number(dataset, "index") ?? 0, new()
        {
            Name = file.Text(dataset, "name") ?? key.Replace(':', '/'),
            Unit = file.Text(dataset, "unit") ?? throw new InputException(file.Place(dataset), "has no attribute unit.", "Add the unit, 1 for pure numbers."),
            Frame = file.Text(dataset, "frame"),
            Shape = shape,
            Values = shape.Contains(0) ? [] : array.Values,
            Time = time,
            Labels = file.IsDataset($"labels/{key}") ? file.Texts($"labels/{key}") : null,
        });
    }

    // Sizes that a dataset cannot have: none (a single number), or one that is 0.
    private static int[] Shape(string text, string place) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(s => int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size
            : throw new InputException(place, $"'{s}' is no size of an axis.", Damaged)).ToArray();

    private static TimeBase? ReadTime(HdfFile file, string key, string dataset)
    {
        if (file.IsDataset($"times/{key}"))
            return TimeBase.Irregular(file.Numbers($"times/{key}").Values);
        return file.Number(dataset, "rate") switch
        {
            null => null,
            > 0 and < double.PositiveInfinity and var rate => TimeBase.Regular(rate, file.Number(dataset, "start") ?? 0),
            var rate => throw new InputException(file.Place(dataset), string.Create(CultureInfo.InvariantCulture, $"has the rate {rate}; expected samples per second."), Damaged),
        };
    }

    private static Provenance ReadProvenance(HdfFile file)
    {
        const string Group = "provenance";
        if (!file.IsGroup(Group))
            return new() { Origin = "unknown" };
        var settings = file.IsDataset($"{Group}/settings") ? file.Texts($"{Group}/settings") : [];
        return new()
        {
            Origin = file.Text(Group, "origin") ?? "unknown",
            Source = file.Text(Group, "source"),
            SourceHash = file.Text(Group, "source_hash"),
            Synthetic = file.Number(Group, "synthetic") is 1,
            Notes = file.IsDataset($"{Group}/notes") ? file.Texts($"{Group}/notes") : [],
            Settings = settings.Chunk(2).Where(s => s.Length == 2).DistinctBy(s => s[0], StringComparer.Ordinal).ToDictionary(s => s[0], s => s[1], StringComparer.Ordinal),
        };
    }
}
