using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Keypoints;

/// <summary>Turns recordings whose up axis is not z. Only proper rotations: left and right stay what they are.</summary>
internal static class UpAxis
{
    /// <summary>For each axis that may point up, which axis of the file each axis of the recording is, and its sign.</summary>
    private static readonly Dictionary<string, ((int From, int Sign) X, (int From, int Sign) Y, (int From, int Sign) Z)> Turns = new(StringComparer.Ordinal)
    {
        ["x"] = ((2, -1), (1, 1), (0, 1)),
        ["y"] = ((0, 1), (2, -1), (1, 1)),
        ["z"] = ((0, 1), (1, 1), (2, 1)),
        ["-x"] = ((2, 1), (1, 1), (0, -1)),
        ["-y"] = ((0, 1), (2, 1), (1, -1)),
        ["-z"] = ((0, 1), (1, -1), (2, -1)),
    };

    /// <summary>The recording with its points turned so that z points up.</summary>
    /// <param name="recording">Holds keypoints [frames × keypoints × 3] and perhaps other points of the world.</param>
    /// <param name="up">The axis that points up in the file.</param>
    /// <exception cref="InputException">No such axis, or a recording of poses, which cannot be turned so.</exception>
    public static Recording Turn(Recording recording, string up)
    {
        if (!Turns.TryGetValue(up, out var turn))
            throw new InputException("--up", $"'{up}' is no axis.", $"Give one of {string.Join(", ", Turns.Keys)}.");
        if (up == "z")
            return recording;
        if (recording.Find(ChannelNames.Positions) is not null)
            throw new InputException("--up", "turns keypoints, but the recording holds poses of a body.", "Import the keypoints with --up and register them again.");
        var channels = recording.Channels.Select(c => IsPoints(c) ? c with { Values = Turned(c.Values, turn) } : c).ToArray();
        string Axis((int From, int Sign) a) => (a.Sign < 0 ? "-" : "") + "xyz"[a.From];
        var note = $"The {up} axis of the file points up: x, y and z here are {Axis(turn.X)}, {Axis(turn.Y)} and {Axis(turn.Z)} there.";
        return new(recording.Name, channels, recording.Provenance with { Notes = [.. recording.Provenance.Notes, note] });
    }

    private static bool IsPoints(RecordingChannel channel) =>
        channel.Name == ChannelNames.Keypoints || (channel.Frame == "world" && channel.Shape is [.., 3]);

    private static double[] Turned(double[] values, ((int From, int Sign) X, (int From, int Sign) Y, (int From, int Sign) Z) turn)
    {
        var turned = new double[values.Length];
        for (var i = 0; i + 2 < values.Length; i += 3)
        {
            turned[i] = turn.X.Sign * values[i + turn.X.From];
            turned[i + 1] = turn.Y.Sign * values[i + turn.Y.From];
            turned[i + 2] = turn.Z.Sign * values[i + turn.Z.From];
        }
        return turned;
    }
}
