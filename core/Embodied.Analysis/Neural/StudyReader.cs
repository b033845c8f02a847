using Embodied.Analysis.EncodingModels;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Analysis.Neural;

/// <summary>Takes a recording apart for the neural analyses.</summary>
internal static class StudyReader
{
    private const string HowToJoin = "embodied analyze mimic --recording FILE --neural FILE --out DIR joins the two";

    /// <summary>Reads one session.</summary>
    /// <exception cref="InputException">There are no spikes, or they are not counts on frames at a constant rate.</exception>
    public static NeuralStudy Read(Recording recording)
    {
        var place = $"recording '{recording.Name}'";
        var spikes = recording.Find(ChannelNames.Spikes) ?? throw new InputException(place, $"has no channel '{ChannelNames.Spikes}'", HowToJoin);
        if (spikes.Time is not { Rate: > 0 } time || spikes.Shape.Count != 2)
            throw new InputException(place, $"has spikes of the sizes [{string.Join(", ", spikes.Shape)}] without a constant rate; expected [frames, units]", HowToJoin);
        var (frames, units) = (spikes.Shape[0], spikes.Shape[1]);
        if (Array.FindIndex(spikes.Values, v => !(v is >= 0 and <= 255 && v == Math.Floor(v))) is >= 0 and var bad)
            throw new InputException(place, $"frame {bad / units} of unit {bad % units} holds {spikes.Values[bad]} spikes; expected whole counts from 0 to 255");
        if (spikes.Values.All(v => v == 0))
            throw new InputException(place, $"none of its {units} units has a single spike on these frames", "Check the offset between the clocks.");
        var epochs = Epochs(recording, frames);
        var behaviour = recording.Find(ChannelNames.Behaviour);
        var (classes, notes) = FeatureClasses.Of(recording, frames, time.Rate, epochs);
        return new()
        {
            Recording = recording,
            Rate = time.Rate,
            Frames = frames,
            Epochs = epochs,
            Units = spikes.Labels ?? [.. Enumerable.Range(0, units).Select(u => $"unit {u}")],
            Regions = recording.Find(ChannelNames.SpikeRegions)?.Labels is { } regions && regions.Count == units ? regions : [.. Enumerable.Repeat("", units)],
            Counts = [.. spikes.Values.Select(v => (byte)v)],
            Behaviour = behaviour is { Labels: not null } && behaviour.SampleCount == frames ? [.. behaviour.Values.Select(b => double.IsNaN(b) ? -1 : (int)b)] : null,
            BehaviourNames = behaviour?.Labels ?? [],
            Classes = classes,
            Notes = notes,
        };
    }

    internal static RowRange[] Epochs(Recording recording, int frames)
    {
        if (recording.Find(AssayChannels.Lengths) is { } lengths)
        {
            var (start, epochs) = (0, new List<RowRange>());
            foreach (var length in lengths.Values)
            {
                epochs.Add(new(start, start + (int)length));
                start += (int)length;
            }

            return start == frames ? [.. epochs.Where(e => e.Length > 0)]
                : throw new InputException($"recording '{recording.Name}'", $"has episodes of {start} frames together, and {frames} frames", HowToJoin);
        }

        if (recording.Find(ChannelNames.Clips) is not { } clips)
            return [new(0, frames)];
        int[] borders = [.. clips.Values.Select(v => (int)v), frames];
        return [.. Enumerable.Range(0, borders.Length - 1).Select(i => new RowRange(borders[i], borders[i + 1])).Where(e => e.Length > 0)];
    }
}
