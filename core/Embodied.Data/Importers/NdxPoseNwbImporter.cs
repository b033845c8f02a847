using Embodied.Data.Arrays;
using Embodied.Data.Hdf;
using Embodied.Data.Keypoints;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Importers;

/// <summary>
/// 3-D keypoints in an NWB file: a PoseEstimation with one PoseEstimationSeries per keypoint (extension ndx-pose, versions 0.1 and 0.2), each with
/// <c>data</c> [frames, 3], optionally <c>confidence</c> [frames], and <c>timestamps</c> or <c>starting_time</c>.
/// </summary>
internal sealed class NdxPoseNwbImporter : IImporter
{
    private const int DeepestGroup = 8;

    /// <inheritdoc/>
    public ImporterInfo Info { get; } = new("ndx-pose-nwb", "3-D keypoints in an NWB file (extension ndx-pose)");

    /// <inheritdoc/>
    public bool Recognizes(string path) => HdfProbe.Any(path, file => file.Text("", "nwb_version") is not null);

    /// <inheritdoc/>
    public Recording Import(string path, ImportOptions options)
    {
        using var file = HdfFile.Open(path);
        if (file.Text("", "nwb_version") is null)
            throw new InputException(path, "is HDF5 but no NWB file: the attribute nwb_version is missing.", "Let the format be detected, or name the right one.");
        var notes = new List<string>();
        var estimation = FindEstimation(file, path, notes);
        var (series, names) = Nodes(file, estimation, notes);
        return KeypointRecording.Build(path, Info.Id, Read(file, estimation, series, names, notes), options);
    }

    private static KeypointData Read(HdfFile file, string estimation, string[] seriesNames, string[] names, List<string> notes)
    {
        var series = seriesNames.Select(n => $"{estimation}/{n}").ToArray();
        var positions = series.Select(s => Positions(file, s, notes)).ToArray();
        var frames = positions[0].Shape[0];
        for (var k = 1; k < positions.Length; k++)
        {
            if (positions[k].Shape[0] != frames)
                throw new InputException(file.Place(series[k]), $"has {positions[k].Shape[0]} frames; {names[0]} has {frames}.", "Export all keypoints together.");
        }

        return new()
        {
            Place = file.Place(estimation),
            Array = Stack(positions, frames, 3),
            UsualLayout = AxisLayout.FramesKeypointsXyz,
            Names = names,
            Unit = file.Text($"{series[0]}/data", "unit"),
            Time = Times(file, series[0], frames, notes),
            Confidence = series.All(s => file.IsDataset($"{s}/confidence"))
                ? Stack([.. series.Select(s => file.Numbers($"{s}/confidence"))], frames, 1) : null,
            Notes = notes,
        };
    }

    private static string FindEstimation(HdfFile file, string path, List<string> notes)
    {
        var found = OfType(file, "", "PoseEstimation", 0).Where(e => Series(file, e).Count > 0).ToArray();
        if (found.Length == 0)
            throw new InputException(path, "holds no PoseEstimation with keypoints.", "Add the keypoints to the NWB file with the extension ndx-pose.");
        var spatial = found.Where(e => file.Shape($"{e}/{Series(file, e)[0]}/data") is [_, 3]).ToArray();
        if (spatial.Length > 1)
            notes.Add($"The file holds several 3-D recordings; {spatial[0]} was read, not {string.Join(", ", spatial[1..])}.");
        return spatial.Length > 0 ? spatial[0] : found[0];
    }

    private static IEnumerable<string> OfType(HdfFile file, string group, string type, int depth)
    {
        if (depth > DeepestGroup)
            yield break;
        foreach (var child in file.Children(group))
        {
            var name = group.Length == 0 ? child : $"{group}/{child}";
            if (!file.IsGroup(name) || name == "specifications")
                continue;
            if (file.Text(name, "neurodata_type") == type)
                yield return name;
            foreach (var deeper in OfType(file, name, type, depth + 1))
                yield return deeper;
        }
    }

    private static List<string> Series(HdfFile file, string estimation) =>
        [.. file.Children(estimation).Where(c => file.IsDataset($"{estimation}/{c}/data"))];

    // The order of keypoints is that of the nodes; groups in HDF5 have none.
    private static (string[] Series, string[] Names) Nodes(HdfFile file, string estimation, List<string> notes)
    {
        var series = Series(file, estimation);
        RequireNoneElsewhere(file, estimation);
        var place = new[] { $"{estimation}/nodes", $"{estimation}/skeleton/nodes" }.FirstOrDefault(file.IsDataset);
        var nodes = place is null ? null : file.Texts(place);
        if (nodes is not null && nodes.Length == series.Count && nodes.All(series.Contains))
            return ([.. nodes], nodes);
        if (nodes is not null && nodes.Length == series.Count && Prefixed(nodes, series) is { } prefixed)
            return (prefixed, nodes);
        notes.Add(nodes is null
            ? "The file lists no nodes: the keypoints are in alphabetical order."
            : $"The file lists {nodes.Length} nodes but holds {series.Count} series of other names: the keypoints are in alphabetical order.");
        string[] sorted = [.. series.Order(StringComparer.Ordinal)];
        return (sorted, sorted);
    }

    // The names of series may all begin alike, with the name of their type.
    private static string[]? Prefixed(string[] nodes, List<string> series)
    {
        var prefixes = series.Where(s => s.EndsWith(nodes[0], StringComparison.Ordinal)).Select(s => s[..^nodes[0].Length]);
        return prefixes.Select(p => nodes.Select(n => p + n).ToArray()).FirstOrDefault(names => names.All(series.Contains));
    }

    // A keypoint in another file that is not there would be missing without a word.
    private static void RequireNoneElsewhere(HdfFile file, string estimation)
    {
        foreach (var child in file.Children(estimation))
        {
            var (group, data) = ($"{estimation}/{child}", $"{estimation}/{child}/data");
            var other = file.IsGroup(group) ? file.IsDataset(data) ? null : file.LinkedFile(data) : file.LinkedFile(group);
            if (other is not null && !file.IsDataset(group))
                throw new InputException(file.Place(group), $"is in another file, '{other}', which is not there.", "Copy that file beside this one.");
        }
    }

    private static NdArray Positions(HdfFile file, string series, List<string> notes)
    {
        var data = file.Numbers($"{series}/data");
        if (data.Rank == 2 && data.Shape[0] == 3 && data.Shape[1] != 3)
        {
            notes.Add($"{series}/data is stored as {data}, transposed; the axes were put right.");
            data = data.Permute(1, 0);
        }

        if (data.Rank != 2 || data.Shape[1] != 3)
        {
            throw new InputException(file.Place($"{series}/data"), $"has the sizes {data}; expected [frames, 3].",
                data.Rank == 2 && data.Shape[1] == 2 ? "These are 2-D keypoints of one camera: triangulate them first." : "Export 3-D keypoints.");
        }

        // NWB, TimeSeries: values in the unit are data × conversion + offset.
        var (conversion, offset) = (file.Number($"{series}/data", "conversion") ?? 1, file.Number($"{series}/data", "offset") ?? 0);
        return conversion == 1 && offset == 0 ? data : new(Array.ConvertAll(data.Values, v => (v * conversion) + offset), data.Shape);
    }

    private static NdArray Stack(NdArray[] parts, int frames, int width)
    {
        var values = new double[frames * parts.Length * width];
        for (var k = 0; k < parts.Length; k++)
        {
            // A list of another length is caught by its size later on.
            if (parts[k].Values.Length != frames * width)
                return new(parts[k].Values, parts[k].Shape);
            for (var t = 0; t < frames; t++)
                parts[k].Values.AsSpan(t * width, width).CopyTo(values.AsSpan(((t * parts.Length) + k) * width));
        }

        return width == 1 ? new(values, frames, parts.Length) : new(values, frames, parts.Length, width);
    }

    private static TimeBase? Times(HdfFile file, string series, int frames, List<string> notes)
    {
        var place = $"{series}/timestamps";
        if (file.IsDataset(place))
        {
            var times = file.Numbers(place).Values;
            if (SampleTimes.Seconds(file.Text(place, "unit")) is { } seconds and not 1)
                times = Array.ConvertAll(times, t => t * seconds);
            if (times.Length < frames)
                throw new InputException(file.Place(place), $"has {times.Length} times for {frames} frames.", "Export the timestamps together with the keypoints.");
            if (times.Length > frames)
                notes.Add($"The file has {times.Length} timestamps for {frames} frame(s): the rate was taken from them, those beyond the frames were left out.");
            var all = SampleTimes.FromTimestamps(times, file.Place(place));
            return all?.Times is null ? all : frames > 1 ? SampleTimes.FromTimestamps(times[..frames], file.Place(place)) : null;
        }

        var start = $"{series}/starting_time";
        return file.IsDataset(start) && file.Number(start, "rate") is > 0 and < double.PositiveInfinity and var rate
            ? TimeBase.Regular(rate, file.Numbers(start).Values.FirstOrDefault()) : null;
    }
}
