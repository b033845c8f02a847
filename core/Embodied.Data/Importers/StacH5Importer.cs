using System.Globalization;
using Embodied.Data.Arrays;
using Embodied.Data.Hdf;
using Embodied.Data.Keypoints;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Importers;

/// <summary>
/// A finished registration as stac-mjx saves it: <c>qpos</c> [frames, nq], <c>kp_data</c> [frames, 3·keypoints] in m, <c>marker_sites</c>,
/// <c>offsets</c> and names; optionally <c>qvel</c>, <c>xpos</c>, <c>xquat</c>.
/// </summary>
internal sealed class StacH5Importer : IImporter
{
    /// <inheritdoc/>
    public ImporterInfo Info { get; } = new("stac-h5", "stac-mjx registration in HDF5 (qpos, kp_data, offsets)");

    /// <inheritdoc/>
    public bool Recognizes(string path) => HdfProbe.Any(path, file => file.IsDataset("qpos") && file.IsDataset("kp_data"));

    /// <inheritdoc/>
    public Recording Import(string path, ImportOptions options)
    {
        using var file = HdfFile.Open(path);
        var names = Texts(file, "kp_names");
        var keypoints = Keypoints(file, names);
        var frames = keypoints.Shape[0];
        var notes = new List<string>();
        var channels = Channels(file, frames, names).ToArray();
        return KeypointRecording.Build(path, Info.Id, new()
        {
            Place = file.Place("kp_data"),
            Array = keypoints,
            UsualLayout = AxisLayout.FramesKeypointsXyz,
            Names = names,
            UsualUnit = "m",
            Time = RateFromVelocities(file, notes),
            Notes = notes,
            Others = time => channels.Select(c => c.Name == ChannelNames.Offsets ? c : c with { Time = time }),
        }, options);
    }

    private static NdArray Keypoints(HdfFile file, string[]? names)
    {
        var stored = file.Numbers("kp_data");
        if (stored.Rank == 3)
            return stored;
        if (stored.Rank != 2 || stored.Shape[1] % 3 != 0 || (names is not null && stored.Shape[1] != names.Length * 3))
        {
            throw new InputException(file.Place("kp_data"), $"has the sizes {stored}; expected [frames, {(names is null ? "3·keypoints" : 3 * names.Length)}].",
                "Save the registration again.");
        }

        return stored.Reshape(stored.Shape[0], stored.Shape[1] / 3, 3);
    }

    private static IEnumerable<RecordingChannel> Channels(HdfFile file, int frames, string[]? names)
    {
        yield return Channel(file, "qpos", ChannelNames.Positions, "mixed", frames, Texts(file, "names_qpos"));
        if (file.IsDataset("qvel"))
            yield return Channel(file, "qvel", ChannelNames.Velocities, "mixed", frames, null);
        if (file.IsDataset("marker_sites"))
            yield return Channel(file, "marker_sites", ChannelNames.Markers, "m", frames, names) with { Frame = "world" };
        if (file.IsDataset("xpos"))
            yield return Channel(file, "xpos", "segments/positions", "m", frames, Texts(file, "names_xpos")) with { Frame = "world" };
        if (file.IsDataset("xquat"))
            yield return Channel(file, "xquat", "segments/orientations", "1", frames, Texts(file, "names_xpos")) with { Frame = "world" };
        if (file.IsDataset("offsets"))
            yield return Channel(file, "offsets", ChannelNames.Offsets, "m", names?.Length, names);
    }

    private static RecordingChannel Channel(HdfFile file, string dataset, string name, string unit, int? rows, string[]? labels)
    {
        var array = file.Numbers(dataset);
        if (array.Rank < 1 || (rows is { } expected && array.Shape[0] != expected))
            throw new InputException(file.Place(dataset), $"has the sizes {array}; expected {rows} rows as kp_data has.", "Save the registration again.");

        // Names of qpos name joints, of which some take several places: they label the axis only where they are as many.
        var axis = name == ChannelNames.Offsets ? 0 : 1;
        var fits = labels is not null && array.Rank > axis && array.Shape[axis] == labels.Length;
        return new() { Name = name, Unit = unit, Shape = array.Shape, Values = array.Values, Labels = fits ? labels : null };
    }

    private static string[]? Texts(HdfFile file, string dataset) =>
        file.IsDataset(dataset) ? [.. file.Texts(dataset).Select(t => t.TrimEnd('\0'))] : null;

    // The file names no rate, but velocities are differences of positions times the rate: least squares over the root's three coordinates.
    private static TimeBase? RateFromVelocities(HdfFile file, List<string> notes)
    {
        if (!file.IsDataset("qvel"))
            return null;
        var (positions, velocities) = (file.Numbers("qpos"), file.Numbers("qvel"));
        if (positions.Rank != 2 || velocities.Rank != 2 || positions.Shape[0] != velocities.Shape[0] || positions.Shape[1] < 3 || velocities.Shape[1] < 3)
            return null;
        var (product, square, power) = (0.0, 0.0, 0.0);
        for (var t = 0; t + 1 < positions.Shape[0]; t++)
        {
            for (var i = 0; i < 3; i++)
            {
                var step = positions.Values[((t + 1) * positions.Shape[1]) + i] - positions.Values[(t * positions.Shape[1]) + i];
                var velocity = velocities.Values[(t * velocities.Shape[1]) + i];
                (product, square, power) = (product + (step * velocity), square + (step * step), power + (velocity * velocity));
            }
        }

        const double NearlyProportional = 0.99;
        var correlation = product / Math.Sqrt(square * power);
        if (!(correlation > NearlyProportional))
            return null;
        var rate = product / square;
        rate = Math.Abs(rate - Math.Round(rate)) < 0.01 * rate ? Math.Round(rate) : rate;
        notes.Add(string.Create(CultureInfo.InvariantCulture, $"The file names no rate: {rate:g6} Hz follows from its positions and velocities."));
        return TimeBase.Regular(rate);
    }
}
