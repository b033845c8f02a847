using System.Numerics.Tensors;
using Embodied.Analysis.EncodingModels.Comparison;
using Embodied.Analysis.Neural;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Analysis.Synthetic;

/// <summary>A brain whose truth is known: neurons driven by a class of features of a recording, or by a layer of its controller.</summary>
public static class SyntheticBrain
{
    private const int SpeedLevels = 6;

    /// <summary>The recording's classes of features.</summary>
    /// <exception cref="InputException">Nothing in it is sampled at a constant rate.</exception>
    public static IReadOnlyList<FeatureClass> Classes(Recording recording)
    {
        var (frames, time) = Clock(recording);
        return FeatureClasses.Of(recording, frames, time.Rate, StudyReader.Epochs(recording, frames)).Classes;
    }

    /// <summary>The channels a synthetic brain adds: spikes, and behaviours where the recording has none.</summary>
    /// <param name="recording">What the animal did.</param>
    /// <param name="driver">Name of the class that drives the neurons.</param>
    /// <param name="units">The neurons; their rate of bins is that of the recording.</param>
    /// <exception cref="InputException">There is no such class.</exception>
    public static IReadOnlyList<RecordingChannel> Channels(Recording recording, string driver, SyntheticUnits units)
    {
        var (frames, time) = Clock(recording);
        var classes = Classes(recording);
        var chosen = classes.FirstOrDefault(c => string.Equals(c.Name, driver, StringComparison.Ordinal))
            ?? throw new InputException("--driver", $"'{driver}' is no class of features of '{recording.Name}'", $"There are: {string.Join(", ", classes.Select(c => c.Name))}.");
        var counts = (units with { Rate = time.Rate }).Draw(chosen.Values);
        var spikes = new RecordingChannel
        {
            Name = ChannelNames.Spikes,
            Unit = "1",
            Shape = [frames, units.Units],
            Values = [.. counts.Select(c => (double)c)],
            Time = time,
            Labels = [.. Enumerable.Range(0, units.Units).Select(u => $"synthetic {u}")],
        };
        return recording.Find(ChannelNames.Behaviour) is { Labels: not null } behaviour && behaviour.SampleCount == frames ? [spikes, behaviour] : [spikes, SpeedBehaviours(classes, frames, time)];
    }

    /// <summary>The frames of a recording: those of its positions, or of its first channel at a constant rate.</summary>
    /// <exception cref="InputException">Nothing is sampled at a constant rate.</exception>
    public static (int Frames, TimeBase Time) Clock(Recording recording)
    {
        var channel = recording.Find(ChannelNames.Positions) is { Time.Rate: > 0 } positions ? positions
            : recording.Channels.FirstOrDefault(c => c.Time is { Rate: > 0 })
            ?? throw new InputException($"recording '{recording.Name}'", "has no channel at a constant rate", "Give its rate when it is imported: --rate.");
        return (channel.Shape[0], channel.Time!);
    }

    /// <summary>Without a better name for what the animal does: how fast its joints move, in levels that take equal time.</summary>
    private static RecordingChannel SpeedBehaviours(IReadOnlyList<FeatureClass> classes, int frames, TimeBase time)
    {
        var values = (classes.FirstOrDefault(c => c.Name == "joint velocities") ?? classes[0]).Values;
        double[] speed = [.. Enumerable.Range(0, frames).Select(r => TensorPrimitives.Norm(values.Row(r)))];
        var half = Math.Max(1, (int)(time.Rate / 4));
        double[] smooth = [.. Enumerable.Range(0, frames).Select(r => speed[Math.Max(0, r - half)..Math.Min(frames, r + half + 1)].Average())];
        var ranks = Similarity.Ranks.Of(smooth);
        return new()
        {
            Name = ChannelNames.Behaviour,
            Unit = "1",
            Shape = [frames],
            Values = [.. ranks.Select(r => (double)Math.Min(SpeedLevels - 1, (int)((r - 1) * SpeedLevels / frames)))],
            Time = time,
            Labels = [.. Enumerable.Range(1, SpeedLevels).Select(l => $"speed {l} of {SpeedLevels}")],
        };
    }
}
