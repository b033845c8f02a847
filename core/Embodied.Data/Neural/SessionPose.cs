using Embodied.Sdk.Recordings;
using PureHDF;

namespace Embodied.Data.Neural;

/// <summary>The body's side of a session as MIMIC published it: <c>/pose/keypoints</c> [bins, 3, keypoints] in mm and <c>/pose/qpos</c> [bins, nq] in m and rad.</summary>
internal static class SessionPose
{
    private const double MillimetresPerMetre = 1000;

    /// <summary>The group; null when the recording has neither on so many frames.</summary>
    public static H5Group? Of(Recording body, int bins)
    {
        var group = new H5Group();
        if (On(body, ChannelNames.Keypoints, bins, 3) is { } keypoints)
            group["keypoints"] = Dataset(ByAxis(keypoints), [(ulong)bins, 3, (ulong)keypoints.Shape[1]], keypoints.Labels);
        if (On(body, ChannelNames.Positions, bins, 2) is { } positions)
            group["qpos"] = Dataset([.. positions.Values], [(ulong)bins, (ulong)positions.Shape[1]], positions.Labels);
        return group.Count > 0 ? group : null;
    }

    private static RecordingChannel? On(Recording body, string name, int bins, int axes) =>
        body.Find(name) is { Time: not null } channel && channel.Shape.Count == axes && channel.Shape[0] == bins ? channel : null;

    private static H5Dataset Dataset(double[] values, ulong[] sizes, IReadOnlyList<string>? names)
    {
        var dataset = new H5Dataset(values, fileDims: sizes);
        if (names is not null)
            dataset.Attributes["names"] = names.ToArray();
        return dataset;
    }

    /// <summary>[bins, keypoints, 3] in m becomes [bins, 3, keypoints] in mm.</summary>
    private static double[] ByAxis(RecordingChannel keypoints)
    {
        var (count, values) = (keypoints.Shape[1], new double[keypoints.Values.Length]);
        for (var i = 0; i < values.Length; i++)
        {
            var (frame, axis, keypoint) = (i / (3 * count), i / count % 3, i % count);
            values[i] = MillimetresPerMetre * keypoints.Values[(((frame * count) + keypoint) * 3) + axis];
        }

        return values;
    }
}
