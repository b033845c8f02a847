using System.Globalization;
using Embodied.Data.Arrays;
using Embodied.Data.Recordings;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Keypoints;

/// <summary>Turns keypoints of any file into the channel that the pipeline expects: [frames × keypoints × 3], m, world frame, NaN where not seen.</summary>
internal static class KeypointRecording
{
    /// <summary>Checks, arranges and scales.</summary>
    /// <exception cref="InputException">The numbers cannot be keypoints of a moving animal.</exception>
    public static Recording Build(string path, string importer, KeypointData data, ImportOptions options)
    {
        var notes = new List<string>(data.Notes);
        var names = Names(data, options, notes);
        var points = AxisLayout.Arrange(data.Array, data.UsualLayout, names?.Count, data.Place, notes);
        var (frames, keypoints) = (points.Shape[0], points.Shape[1]);
        var values = points.ToValues();
        Check(values, data.Place);
        HideZeros(values, frames, keypoints, names, notes);
        NoteConstants(values, frames, keypoints, names, data.Place, notes);
        Scale(values, LengthUnit.Scale(LengthUnit.Extent(values, keypoints), data.Unit, options.Unit, data.UsualUnit, data.Place, notes));
        var time = SampleTimes.Numbered(SampleTimes.Decide(data.Time, options, data.Place, notes), data.FrameNumbers, frames, data.Place, notes);
        if (names is null)
            notes.Add($"The file does not name its {keypoints} keypoints: they stay in file order.");

        var channels = new List<RecordingChannel>
        {
            new() { Name = ChannelNames.Keypoints, Unit = "m", Frame = "world", Shape = [frames, keypoints, 3], Values = values, Time = time, Labels = names },
        };
        if (data.Confidence is { } confidence)
            channels.Add(Confidence(confidence, frames, keypoints, time, names, data.Place, notes));
        channels.AddRange(data.Others(time));
        return new(Path.GetFileNameWithoutExtension(path), channels, ImportProvenance.Of(path, importer, notes, options));
    }

    private static IReadOnlyList<string>? Names(KeypointData data, ImportOptions options, List<string> notes)
    {
        var names = options.KeypointNames ?? data.Names;
        if (options.KeypointNames is not null && data.Names is not null && !options.KeypointNames.SequenceEqual(data.Names, StringComparer.Ordinal))
            notes.Add("The file's keypoint names were replaced by those given.");
        if (names?.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException(data.Place, $"two keypoints are named '{twice.Key}'.", "Give every keypoint its own name.");
        return names?.Any(string.IsNullOrWhiteSpace) == true
            ? throw new InputException(data.Place, "a keypoint has an empty name.", "Give every keypoint a name.") : names;
    }

    private static void Check(double[] values, string place)
    {
        var finite = 0L;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsInfinity(values[i]))
                throw new InputException(place, $"value {i} is infinite; expected positions, NaN where not seen.", "Export the keypoints again.");
            if (!double.IsNaN(values[i]))
                finite++;
        }

        if (finite == 0)
            throw new InputException(place, "every keypoint is missing (NaN) in every frame.", "The tracking failed, or the wrong variable was exported.");
        if (Array.TrueForAll(values, v => double.IsNaN(v) || v == 0))
            throw new InputException(place, "every keypoint is at 0, 0, 0 in every frame.", "The tracking failed, or the wrong variable was exported.");
    }

    // Trackers write 0, 0, 0 for "not seen". A keypoint that is there in every frame is an origin someone chose.
    private static void HideZeros(double[] values, int frames, int keypoints, IReadOnlyList<string>? names, List<string> notes)
    {
        var hidden = 0L;
        for (var k = 0; k < keypoints; k++)
        {
            var zeros = Enumerable.Range(0, frames).Where(t => values.AsSpan(((t * keypoints) + k) * 3, 3) is [0, 0, 0]).ToArray();
            if (zeros.Length == frames && frames > 1)
                notes.Add($"Keypoint {Label(names, k)} is at 0, 0, 0 in every frame: kept as the origin.");
            if (zeros.Length == frames)
                continue;
            foreach (var t in zeros)
                values.AsSpan(((t * keypoints) + k) * 3, 3).Fill(double.NaN);
            hidden += zeros.Length;
        }

        if (hidden > 0)
            notes.Add($"{hidden} keypoint positions of exactly 0, 0, 0 count as not seen.");
    }

    private static void NoteConstants(double[] values, int frames, int keypoints, IReadOnlyList<string>? names, string place, List<string> notes)
    {
        if (frames < 2)
            return;
        var constant = Enumerable.Range(0, keypoints).Where(k => Constant(values, frames, keypoints, k)).ToArray();
        if (constant.Length == keypoints)
            throw new InputException(place, $"no keypoint moves in any of the {frames} frames.", "The tracking failed, or one frame was exported many times.");
        if (constant.Length > 0)
            notes.Add($"These keypoints never move: {string.Join(", ", constant.Select(k => Label(names, k)))}. Either the animal was fixed there or the tracking was.");
    }

    private static bool Constant(double[] values, int frames, int keypoints, int keypoint)
    {
        var first = values.AsSpan(keypoint * 3, 3);
        for (var t = 1; t < frames; t++)
        {
            if (!values.AsSpan(((t * keypoints) + keypoint) * 3, 3).SequenceEqual(first))
                return false;
        }

        return !double.IsNaN(first[0]);
    }

    private static void Scale(double[] values, double metres)
    {
        if (metres == 1)
            return;
        for (var i = 0; i < values.Length; i++)
            values[i] *= metres;
    }

    private static RecordingChannel Confidence(
        NdArray confidence, int frames, int keypoints, TimeBase time, IReadOnlyList<string>? names, string place, List<string> notes)
    {
        if (confidence.Count != (long)frames * keypoints)
            throw new InputException(place, $"the confidence has the sizes {confidence}; expected [{frames}, {keypoints}].", "Export it together with the keypoints.");
        var outside = confidence.Values.Count(v => v is < 0 or > 1);
        if (outside > 0)
            notes.Add($"{outside} confidences lie outside 0 to 1; they were left as they are.");
        return new()
        {
            Name = ChannelNames.KeypointConfidence,
            Unit = "1",
            Shape = [frames, keypoints],
            Values = confidence.Values,
            Time = time,
            Labels = names,
        };
    }

    private static string Label(IReadOnlyList<string>? names, int keypoint) => names?[keypoint] ?? keypoint.ToString(CultureInfo.InvariantCulture);
}
