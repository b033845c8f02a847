using Embodied.Data.Arrays;
using Embodied.Data.Hdf;
using Embodied.Data.Recordings;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Importers;

/// <summary>
/// Reference motions as dm_control stores them: one group per clip with the attributes <c>dt</c> and <c>num_steps</c>, and
/// <c>walkers/walker_0/FEATURE</c> transposed as [size, frames]. Delivered as [frames, size]; position, quaternion and joints also as one
/// <c>qpos</c>, the velocities as one <c>qvel</c>. With several clips every channel is named CLIP/channel.
/// </summary>
internal sealed class DmControlTrajectoryImporter : IImporter
{
    private const string Walker = "walkers/walker_0";

    private static readonly (string Channel, string[] Parts)[] Joined =
    [
        (ChannelNames.Positions, ["position", "quaternion", "joints"]),
        (ChannelNames.Velocities, ["velocity", "angular_velocity", "joints_velocity"]),
    ];

    /// <inheritdoc/>
    public ImporterInfo Info { get; } = new("dm-control-trajectory-h5", "dm_control reference trajectories in HDF5 (stored [size, frames])");

    /// <inheritdoc/>
    public bool Recognizes(string path) => HdfProbe.Any(path, file => Clips(file).Length > 0);

    /// <inheritdoc/>
    public Recording Import(string path, ImportOptions options)
    {
        using var file = HdfFile.Open(path);
        var clips = Clips(file);
        if (clips.Length == 0)
            throw new InputException(path, $"holds no clip: no group with {Walker} in it.", "Name a file of dm_control reference trajectories.");
        var notes = new List<string> { "Features are stored as [size, frames]; the axes were swapped." };
        if (clips.Length > 1)
            notes.Add($"The file holds {clips.Length} clips; each channel is named CLIP/channel.");
        var channels = clips.SelectMany(c => Clip(file, c, clips.Length > 1 ? $"{c}/" : "", options, notes)).ToArray();
        return new(Path.GetFileNameWithoutExtension(path), channels, ImportProvenance.Of(path, Info.Id, notes, options));
    }

    private static string[] Clips(HdfFile file) => [.. file.Children("").Where(c => file.IsGroup($"{c}/{Walker}"))];

    private static IEnumerable<RecordingChannel> Clip(HdfFile file, string clip, string prefix, ImportOptions options, List<string> notes)
    {
        var step = file.Number(clip, "dt");
        var stated = step is > 0 and < double.PositiveInfinity ? TimeBase.Regular(1 / step.Value) : null;
        var time = Keypoints.SampleTimes.Decide(stated, options, file.Place(clip), notes);
        var frames = (int?)file.Number(clip, "num_steps");
        var features = new Dictionary<string, NdArray>(StringComparer.Ordinal);
        foreach (var feature in file.Children($"{clip}/{Walker}").Where(f => file.IsDataset($"{clip}/{Walker}/{f}")))
        {
            var stored = file.Numbers($"{clip}/{Walker}/{feature}");
            if (stored.Rank != 2 || (frames is not null && stored.Shape[1] != frames))
                throw new InputException(file.Place($"{clip}/{Walker}/{feature}"), $"has the sizes {stored}; expected [size, {frames?.ToString() ?? "frames"}].", "Export the clip again.");
            features[feature] = stored.Permute(1, 0);
        }

        foreach (var (channel, parts) in Joined)
        {
            if (parts.All(features.ContainsKey))
                yield return Channel(prefix + channel, Join([.. parts.Select(p => features[p])]), "mixed", time);
        }

        foreach (var (name, array) in features)
            yield return Channel(prefix + name, array, Unit(name), time);
    }

    private static RecordingChannel Channel(string name, NdArray array, string unit, TimeBase time) =>
        new() { Name = name, Unit = unit, Shape = array.Shape, Values = array.Values, Time = time };

    private static NdArray Join(NdArray[] parts)
    {
        var (frames, width) = (parts.Min(p => p.Shape[0]), parts.Sum(p => p.Shape[1]));
        var values = new double[frames * width];
        for (var t = 0; t < frames; t++)
        {
            var at = t * width;
            foreach (var part in parts)
            {
                part.Values.AsSpan(t * part.Shape[1], part.Shape[1]).CopyTo(values.AsSpan(at));
                at += part.Shape[1];
            }
        }

        return new(values, frames, width);
    }

    // dm_control, locomotion/mocap/props.py and trajectory.py: SI units.
    private static string Unit(string feature) => feature switch
    {
        "joints" => "rad",
        "joints_velocity" or "angular_velocity" => "rad/s",
        "velocity" => "m/s",
        "position" or "body_positions" or "center_of_mass" or "appendages" or "end_effectors" or "markers" => "m",
        _ => "1",
    };
}
