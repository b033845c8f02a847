using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;
using Embodied.Sdk.Recordings;
using PureHDF;

namespace Embodied.Data.Recordings;

/// <summary>Lays a recording out as HDF5; see <see cref="RecordingFile"/> for the format.</summary>
internal static class RecordingWriter
{
    public static void Write(Recording recording, string path)
    {
        var layout = Layout(recording);
        AtomicFile.Write(path, stream => layout.Write(stream));
    }

    private static H5File Layout(Recording recording)
    {
        var (channels, labels, times) = (new H5Group(), new H5Group(), new H5Group());
        for (var i = 0; i < recording.Channels.Count; i++)
        {
            var channel = recording.Channels[i];
            var key = Key(channel.Name);
            channels[key] = Values(channel, i);
            if (channel.Labels is { Count: > 0 } names)
                labels[key] = names.ToArray();
            if (channel.Time?.Times is { Count: > 0 } list)
                times[key] = list.ToArray();
        }

        return new H5File
        {
            ["channels"] = channels,
            ["labels"] = labels,
            ["times"] = times,
            ["provenance"] = Describe(recording.Provenance),
            Attributes =
            {
                ["format"] = RecordingFile.Format,
                ["version"] = RecordingFile.Version,
                ["name"] = recording.Name,
                ["sha256"] = RecordingDigest.Of(recording),
            },
        };
    }

    private static H5Dataset Values(RecordingChannel channel, int index)
    {
        var plain = channel.Shape.Count > 0 && !channel.Shape.Contains(0);
        var values = channel.Values.Length > 0 ? channel.Values : [double.NaN];
        var dataset = new H5Dataset(values, fileDims: plain ? [.. channel.Shape.Select(s => (ulong)s)] : [(ulong)values.Length])
        {
            Attributes = { ["name"] = channel.Name, ["index"] = index, ["unit"] = channel.Unit },
        };
        if (!plain)
            dataset.Attributes["shape"] = string.Join(' ', channel.Shape);
        if (channel.Frame is { } frame)
            dataset.Attributes["frame"] = frame;
        if (channel.Time is { Times: null } time)
            (dataset.Attributes["rate"], dataset.Attributes["start"]) = (time.Rate, time.Start);
        return dataset;
    }

    private static H5Group Describe(Provenance provenance)
    {
        var group = new H5Group { Attributes = { ["origin"] = provenance.Origin, ["synthetic"] = provenance.Synthetic ? 1 : 0 } };
        if (provenance.Source is { } source)
            group.Attributes["source"] = source;
        if (provenance.SourceHash is { } hash)
            group.Attributes["source_hash"] = hash;
        if (provenance.Notes.Count > 0)
            group["notes"] = provenance.Notes.ToArray();
        if (provenance.Settings.Count > 0)
            group["settings"] = provenance.Settings.SelectMany(s => new[] { s.Key, s.Value }).ToArray();
        return group;
    }

    // Links cannot hold "/"; the attribute keeps the true name.
    private static string Key(string name) =>
        name.Replace("%", "%25", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal).Replace('/', ':') is { Length: > 0 } key && key.Trim('.').Length > 0
            ? key : $"%{name}";
}
