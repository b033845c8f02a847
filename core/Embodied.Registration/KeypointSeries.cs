using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Registration;

/// <summary>Keypoints of a recording in the order of a body, with a weight for each.</summary>
public sealed class KeypointSeries
{
    private KeypointSeries(Recording recording, TimeBase time, int frames, string[] names, double[] points, double[] weights, List<string> notes) =>
        (Recording, Time, Frames, Names, Points, Weights, Notes) = (recording, time, frames, names, points, weights, notes);

    /// <summary>Where they come from.</summary>
    public Recording Recording { get; }

    /// <summary>Times of the frames.</summary>
    public TimeBase Time { get; }

    /// <summary>Number of frames.</summary>
    public int Frames { get; }

    /// <summary>Names in the body's order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>World positions [frames × keypoints × 3], m; NaN where missing.</summary>
    public double[] Points { get; }

    /// <summary>Confidence, or 1; 0 where the keypoint is missing [frames × keypoints].</summary>
    public double[] Weights { get; }

    /// <summary>What a reader must know about how they were read.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Reads the keypoints of a recording.</summary>
    /// <param name="recording">Has a channel <see cref="ChannelNames.Keypoints"/> [frames × keypoints × 3].</param>
    /// <param name="roles">Names the keypoints. A recording without names must have as many, in the same order.</param>
    /// <param name="minimumConfidence">Below, a keypoint counts as missing.</param>
    /// <exception cref="InputException">No keypoints, another shape or unit, names that the body does not have, nothing seen.</exception>
    public static KeypointSeries From(Recording recording, BodyRoles roles, double minimumConfidence = 0.1)
    {
        var place = recording.Provenance.Source ?? recording.Name;
        var channel = recording.Find(ChannelNames.Keypoints) ?? throw new InputException(
            place,
            $"has no channel '{ChannelNames.Keypoints}', only {string.Join(", ", recording.Channels.Select(c => $"'{c.Name}'"))}",
            "Import a file with 3-D keypoints.");
        place += $":/{channel.Name}";
        var time = channel.Time;
        if (channel.Shape is not [var frames, var count, 3] || time is null)
            throw new InputException(place, $"has shape [{string.Join(", ", channel.Shape)}], expected [frames, keypoints, 3] over time");
        if (frames == 0)
            throw new InputException(place, "has no frames");
        var notes = new List<string>();
        var order = new KeypointMatch(place, roles, channel.Labels, count).Order(notes);
        var (points, weights) = Gather(place, channel, order, MetresPer(place, channel.Unit));
        if (recording.Find(ChannelNames.KeypointConfidence) is { } confidence)
            Weigh(place, confidence, order, count, minimumConfidence, points, weights, notes);
        if (!weights.AsSpan().ContainsAnyExcept(0))
            throw new InputException(place, "no keypoint is seen in any frame (all missing or of too low confidence)", "Check the import and the confidence threshold.");
        var names = roles.Keypoints.Select(k => k.Name).ToArray();
        NoteUnseen(names, weights, notes);
        return new(recording, time, frames, names, points, weights, notes);
    }

    private static double MetresPer(string place, string unit) => unit switch
    {
        "m" => 1,
        "cm" => 1e-2,
        "mm" => 1e-3,
        _ => throw new InputException(place, $"is in '{unit}', expected a length: m, cm or mm", "Say the unit when importing."),
    };

    private static (double[] Points, double[] Weights) Gather(string place, RecordingChannel channel, int[] order, double metres)
    {
        var (frames, count) = (channel.Shape[0], channel.Shape[1]);
        var points = new double[frames * order.Length * 3];
        var weights = new double[frames * order.Length];
        for (var t = 0; t < frames; t++)
        {
            for (var k = 0; k < order.Length; k++)
            {
                var from = channel.Values.AsSpan(3 * ((t * count) + order[k]), 3);
                var to = points.AsSpan(3 * ((t * order.Length) + k), 3);
                if (double.IsInfinity(from[0]) || double.IsInfinity(from[1]) || double.IsInfinity(from[2]))
                    throw new InputException(place, $"is infinite at frame {t}, keypoint {order[k]}", "Write missing keypoints as NaN.");
                var seen = !double.IsNaN(from[0] + from[1] + from[2]);
                weights[(t * order.Length) + k] = seen ? 1 : 0;
                for (var i = 0; i < 3; i++)
                    to[i] = seen ? metres * from[i] : double.NaN;
            }
        }
        return (points, weights);
    }

    private static void Weigh(
        string place, RecordingChannel confidence, int[] order, int count, double minimum, double[] points, double[] weights, List<string> notes)
    {
        var frames = weights.Length / order.Length;
        if (confidence.Shape is not [var t0, var k0] || t0 != frames || k0 != count)
            throw new InputException(place, $"has {frames} × {count} keypoints but confidence of shape [{string.Join(", ", confidence.Shape)}]");
        if (!IsProbability(confidence.Values, minimum))
        {
            notes.Add($"Most confidences are below {minimum} or unknown, so they are no probabilities of being seen: they were ignored.");
            return;
        }

        var dropped = 0;
        for (var t = 0; t < frames; t++)
        {
            for (var k = 0; k < order.Length; k++)
            {
                var i = (t * order.Length) + k;
                var value = confidence.Values[(t * count) + order[k]];
                if (weights[i] == 0)
                    continue;
                var seen = value >= minimum && value > 0;
                weights[i] = seen ? Math.Min(value, 1) : 0;
                if (seen)
                    continue;
                dropped++;
                points.AsSpan(3 * i, 3).Fill(double.NaN);
            }
        }
        if (dropped > 0)
            notes.Add($"{dropped} keypoints of confidence below {minimum} were taken as missing.");
    }

    /// <summary>
    /// Whether confidences can be held against a threshold. Some trackers store the height of a peak in an unnormalised map instead: where more
    /// than half would fall below the threshold, they say how the map is scaled, not what was seen.
    /// </summary>
    private static bool IsProbability(double[] confidences, double minimum) =>
        2 * confidences.Count(c => c >= minimum && c > 0) > confidences.Length;

    private static void NoteUnseen(string[] names, double[] weights, List<string> notes)
    {
        for (var k = 0; k < names.Length; k++)
        {
            var seen = 0;
            for (var i = k; i < weights.Length; i += names.Length)
                seen += weights[i] > 0 ? 1 : 0;
            if (seen == 0)
                notes.Add($"Keypoint '{names[k]}' is never seen; its offset stays at the first guess.");
        }
    }
}
