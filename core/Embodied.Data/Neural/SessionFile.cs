using System.Text.Json;
using Embodied.Data.Hdf;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;
using Embodied.Sdk.Recordings;
using PureHDF;

namespace Embodied.Data.Neural;

/// <summary>
/// Sessions as MIMIC published them (Aldarondo et al. 2024), HDF5: <c>/ephys/spike_counts</c> [bins × units] uint8 at 50 Hz with the attributes
/// <c>active_units</c>, <c>original_labels_map</c> and, as an addition, <c>regions</c>, and <c>/behavior/motion_mapper</c> [bins] whose numbers begin at 1: the name of number n is
/// <c>names[n − 1]</c>. Counts are read in blocks, so that a session of any length needs the memory of its active counts.
/// </summary>
public static class SessionFile
{
    /// <summary>Bins per second of the published sessions.</summary>
    public const double Rate = 50;

    private const string CountsName = "ephys/spike_counts";
    private const string BehaviourName = "behavior/motion_mapper";
    private const int BlockRows = 1 << 14;

    /// <summary>Whether a file is one; sessions without any neurons are too.</summary>
    public static bool Recognizes(string path) => HdfProbe.Any(path, file => file.IsDataset(CountsName) || file.IsDataset(BehaviourName));

    /// <summary>Reads the counts of the active units and the behaviours.</summary>
    /// <exception cref="InputException">There are no neurons, none is active, or a part does not fit the others.</exception>
    public static NeuralSession Read(string path)
    {
        using var file = HdfFile.Open(path);
        return Read(file, path, (bins, rate) => FrameWindow.Of(path, (rate, 0, bins), (rate, 0, bins))).Session;
    }

    /// <summary>Reads only what lies on the frames of a recording: a session of any length needs the memory of its active counts on these.</summary>
    /// <param name="path">The file; its clock begins with its first bin.</param>
    /// <param name="rate">Frames per second.</param>
    /// <param name="start">Time of the first frame on the session's clock [s].</param>
    /// <param name="frames">Frames.</param>
    /// <returns>The session and the first frame it covers.</returns>
    /// <exception cref="InputException">As for the whole, or the two hardly overlap in time.</exception>
    public static (NeuralSession Session, int FirstFrame) ReadOn(string path, double rate, double start, int frames)
    {
        using var file = HdfFile.Open(path);
        return Read(file, path, (bins, own) => FrameWindow.Of(path, (own, 0, bins), (rate, start, frames)));
    }

    private static (NeuralSession Session, int FirstFrame) Read(HdfFile file, string path, Func<int, double, FrameWindow> lay)
    {
        if (!file.IsDataset(CountsName))
            throw new InputException(path, $"holds no neurons: {CountsName} is missing.", "Name a session of an animal with neurons.");
        var shape = file.Shape(CountsName);
        if (shape.Length != 2)
            throw new InputException(file.Place(CountsName), $"has {shape.Length} axes; expected [bins, units].", "Export the session again.");
        var active = Active(file, shape[1]);
        if (active.Length == 0)
            throw new InputException(file.Place(CountsName), $"none of its {shape[1]} units is active.", "Name another session.");
        var labels = Labels(file, shape[1]);
        var (behaviour, names) = Behaviours(file, shape[0]);
        var rate = file.Number(CountsName, "rate") ?? Rate;
        var window = lay(shape[0], rate);
        return (new()
        {
            Source = path,
            Animal = file.Text("", "animal") ?? "",
            Name = file.Text("", "session") ?? Path.GetFileNameWithoutExtension(path),
            Units = [.. active.Select(u => labels[u])],
            Regions = Regions(file, shape[1]) is { } regions ? [.. active.Select(u => regions[u])] : null,
            Counts = Counts(file, shape[1], active, window),
            Rate = rate / window.Finer,
            Start = window.From / rate,
            Behaviour = behaviour is null ? null : [.. Enumerable.Range(0, window.Frames).Select(f => behaviour[window.From + (f * window.Finer)])],
            BehaviourNames = names,
            Notes = [$"{active.Length} of {shape[1]} units are active; the others were left out.", .. window.Notes(shape[0])],
        }, window.Skip);
    }

    /// <summary>Writes a session in the same layout, all units active.</summary>
    /// <param name="session">At most 255 behaviours.</param>
    /// <param name="path">File.</param>
    /// <param name="body">What the body did, on the same bins: its positions and keypoints are written beside the spikes.</param>
    public static void Write(NeuralSession session, string path, Recording? body = null)
    {
        var counts = new H5Dataset(session.Counts, fileDims: [(ulong)session.Bins, (ulong)session.Units.Count])
        {
            Attributes =
            {
                ["active_units"] = Enumerable.Repeat((byte)1, session.Units.Count).ToArray(),
                ["unique_labels"] = Enumerable.Range(0, session.Units.Count).ToArray(),
                ["original_labels_map"] = JsonSerializer.Serialize(session.Units.Select(u => new { label = u })),
                ["rate"] = session.Rate,
            },
        };
        if (session.Regions is { } regions)
            counts.Attributes["regions"] = regions.ToArray();
        var root = new H5File { ["ephys"] = new H5Group { ["spike_counts"] = counts }, Attributes = { ["animal"] = session.Animal, ["session"] = session.Name } };
        if (session.Behaviour is { } behaviour)
        {
            root["behavior"] = new H5Group
            {
                ["motion_mapper"] = new H5Dataset(behaviour.Select(b => (byte)(b + 1)).ToArray()) { Attributes = { ["names"] = session.BehaviourNames.ToArray() } },
            };
        }

        if (body is not null && SessionPose.Of(body, session.Bins) is { } pose)
            root["pose"] = pose;
        AtomicFile.Write(path, stream => root.Write(stream));
    }

    private static int[] Active(HdfFile file, int units)
    {
        var marks = file.NumbersOf(CountsName, "active_units");
        if (marks is not null && marks.Length != units)
            throw new InputException(file.Place(CountsName), $"marks {marks.Length} units as active or not, but has {units}.", "Export the session again.");
        return [.. Enumerable.Range(0, units).Where(u => marks is null || marks[u] != 0)];
    }

    /// <summary>Regions of the units, or that of the implant, which the published sessions have one of.</summary>
    private static string[]? Regions(HdfFile file, int units)
    {
        if (file.TextsOf(CountsName, "regions") is { } own)
            return own.Length == units ? own : throw new InputException(file.Place(CountsName), $"has {own.Length} regions for {units} units.", "Export the session again.");
        return file.Text("", "region") is { Length: > 0 } all ? [.. Enumerable.Repeat(all, units)] : null;
    }

    private static string[] Labels(HdfFile file, int units)
    {
        string[] plain = [.. Enumerable.Range(0, units).Select(u => $"unit {u}")];
        if (file.Text(CountsName, "original_labels_map") is not { } json)
            return plain;
        try
        {
            using var map = JsonDocument.Parse(json);
            if (map.RootElement.ValueKind != JsonValueKind.Array || map.RootElement.GetArrayLength() != units)
                return plain;
            return [.. map.RootElement.EnumerateArray().Select((u, i) => u.TryGetProperty("label", out var label)
                ? u.TryGetProperty("channel_group", out var group) ? $"group {group} unit {label}" : label.ToString() : plain[i])];
        }
        catch (JsonException)
        {
            return plain;
        }
    }

    internal static (int[]? Behaviour, string[] Names) Behaviours(HdfFile file, int bins)
    {
        if (!file.IsDataset(BehaviourName))
            return (null, []);
        var ids = file.Numbers(BehaviourName).Values;
        var names = file.TextsOf(BehaviourName, "names") ?? [];
        var place = file.Place(BehaviourName);
        if (ids.Length != bins)
            throw new InputException(place, $"has {ids.Length} bins, the counts have {bins}.", "Export the session again.");
        if (Array.FindIndex(ids, id => id > names.Length) is >= 0 and var bad)
            throw new InputException(place, $"bin {bad} holds number {ids[bad]:0}, but there are {names.Length} names.", "Numbers begin at 1 and end at the number of names.");
        if (ids.All(id => id < names.Length) && ids.Contains(0))
            throw new InputException(place, $"holds the number 0 and never {names.Length}: its numbers seem to begin at 0; expected 1.", "Add 1 to every number.");
        return ([.. ids.Select(id => (int)id - 1)], names);
    }

    private static byte[] Counts(HdfFile file, int units, int[] active, FrameWindow window)
    {
        var counts = new byte[(long)window.Frames * active.Length];
        var (read, bins) = (file.ByteRows(CountsName), window.Frames * window.Finer);
        var block = new byte[Math.Min(BlockRows, bins) * units];
        for (var row = 0; row < bins; row += BlockRows)
        {
            var rows = Math.Min(BlockRows, bins - row);
            read(window.From + row, block.AsMemory(0, rows * units));
            window.Add(block, row, rows, (active, units), counts);
        }

        return counts;
    }
}
