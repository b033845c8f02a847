using System.Globalization;
using System.Numerics.Tensors;
using Embodied.Analysis.Neural;
using Embodied.Sdk.Analysis;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Analysis.Neurons;

/// <summary>
/// One number per frame by name: <c>CHANNEL</c> of one column, <c>CHANNEL:LABEL</c>, <c>CHANNEL:i</c>, or <c>speed</c>, that of the centre of mass, the
/// free root or the mean keypoint [m/s].
/// </summary>
internal static class RecordedVariable
{
    public const string Speed = "speed";

    /// <summary>The values, NaN where unknown.</summary>
    /// <exception cref="InputException">There is no such channel, column or label on the frames of the spikes.</exception>
    public static double[] Of(NeuralStudy study, string name)
    {
        if (name == Speed)
            return SpeedOf(study);
        var (channel, column) = Find(study, name);
        var width = channel.Values.Length / study.Frames;
        return [.. Enumerable.Range(0, study.Frames).Select(f => channel.Values[(f * width) + column])];
    }

    private static (RecordingChannel Channel, int Column) Find(NeuralStudy study, string name)
    {
        var channels = study.Recording.Channels.Where(c => c.Time is not null && c.Shape[0] == study.Frames && c.Name != ChannelNames.Spikes).ToArray();
        if (channels.FirstOrDefault(c => c.Name == name) is { } whole)
            return whole.Values.Length == study.Frames ? (whole, 0) : throw Unknown(study, name, $"has {whole.Values.Length / study.Frames} columns; expected one", [$"{name}:0"]);
        foreach (var channel in channels.Where(c => name.StartsWith(c.Name, StringComparison.Ordinal)).OrderByDescending(c => c.Name.Length))
        {
            var (rest, width) = (name[channel.Name.Length..], channel.Values.Length / study.Frames);
            if (rest is not [':', .. var part])
                continue;
            string[] labels = channel.Labels is { } own && own.Count == width ? [.. own] : [];
            if (Array.IndexOf(labels, part) is >= 0 and var at)
                return (channel, at);
            return int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var column) && column < width ? (channel, column)
                : throw Unknown(study, name, $"names no column of '{channel.Name}', which has {width}", labels);
        }

        throw Unknown(study, name, "is no channel on the frames of the spikes", channels.Select(c => c.Name).Prepend(Speed));
    }

    private static double[] SpeedOf(NeuralStudy study)
    {
        var places = Timed(study, ChannelNames.CentreOfMass, 3) ?? Root(study) ?? MeanKeypoint(study)
            ?? throw Unknown(study, Speed, "needs a centre of mass, a free root or keypoints", study.Recording.Channels.Select(c => c.Name));
        var velocity = FeatureClasses.Derivative(places, study.Epochs, study.Rate)!.Value;
        return [.. Enumerable.Range(0, study.Frames).Select(f => TensorPrimitives.Norm(velocity.Row(f)))];
    }

    private static Matrix? Timed(NeuralStudy study, string name, int columns) =>
        study.Recording.Find(name) is { Time: not null } c && c.Shape[0] == study.Frames && c.Values.Length == study.Frames * columns ? new(c.Values, study.Frames, columns) : null;

    private static Matrix? Root(NeuralStudy study) =>
        study.Recording.Find(ChannelNames.Positions) is { Time: not null } c && c.Shape[0] == study.Frames && c.Values.Length / study.Frames is > 7 and var width
            ? new([.. Enumerable.Range(0, study.Frames).SelectMany(f => c.Values.AsSpan(f * width, 3).ToArray())], study.Frames, 3) : null;

    private static Matrix? MeanKeypoint(NeuralStudy study)
    {
        if (study.Recording.Find(ChannelNames.Keypoints) is not { Time: not null } c || c.Shape[0] != study.Frames || c.Shape.Count != 3)
            return null;
        var count = c.Shape[1];
        return new([.. Enumerable.Range(0, study.Frames * 3).Select(i => Enumerable.Range(0, count).Average(k => c.Values[(((i / 3 * count) + k) * 3) + (i % 3)]))], study.Frames, 3);
    }

    private static InputException Unknown(NeuralStudy study, string name, string problem, IEnumerable<string> there) =>
        new($"recording '{study.Name}'", $"variable '{name}' {problem}", there.Any() ? $"There are: {string.Join(", ", there.Take(30))}." : "Count columns from 0.");
}
