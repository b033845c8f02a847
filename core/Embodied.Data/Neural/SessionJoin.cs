using Embodied.Sdk.Assays;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Neural;

/// <summary>Puts spikes beside the recording of a body, on its frames.</summary>
public static class SessionJoin
{
    /// <summary>The recording with spikes and behaviours, cut to the frames that the session covers.</summary>
    /// <param name="recording">The body.</param>
    /// <param name="frames">Frames of the recording; timed channels of another length are left out.</param>
    /// <param name="time">Their times.</param>
    /// <param name="session">Spikes, already on those frames.</param>
    /// <param name="first">First frame that the session covers.</param>
    public static Recording Join(Recording recording, int frames, TimeBase time, NeuralSession session, int first)
    {
        var covered = session.Bins;
        var clock = TimeBase.Regular(time.Rate, time.At(first));
        var dropped = recording.Channels.Where(c => c.Time is not null && c.Shape[0] != frames).Select(c => c.Name).ToArray();
        var channels = recording.Channels.Where(c => c.Name is not (ChannelNames.Spikes or ChannelNames.SpikeRegions) && !dropped.Contains(c.Name) && (c.Name != ChannelNames.Behaviour || session.Behaviour is null))
            .Select(c => c.Time is null ? Constant(c, first, covered) : Cut(c, frames, first, covered, clock)).ToList();
        channels.Add(new()
        {
            Name = ChannelNames.Spikes,
            Unit = "1",
            Shape = [covered, session.Units.Count],
            Values = [.. session.Counts.Select(c => (double)c)],
            Time = clock,
            Labels = session.Units,
        });
        if (session.Regions is { } regions)
        {
            string[] names = [.. regions.Distinct().Order(StringComparer.Ordinal)];
            channels.Add(new() { Name = ChannelNames.SpikeRegions, Unit = "1", Shape = [regions.Count], Values = [.. regions.Select(r => (double)Array.IndexOf(names, r))], Labels = regions });
        }

        if (session.Behaviour is { } behaviour)
        {
            channels.Add(new()
            {
                Name = ChannelNames.Behaviour,
                Unit = "1",
                Shape = [covered],
                Values = [.. behaviour.Select(b => b < 0 ? double.NaN : b)],
                Time = clock,
                Labels = session.BehaviourNames,
            });
        }

        string[] left = dropped.Length == 0 ? [] : [$"Channels on other clocks were left out: {string.Join(", ", dropped)}."];
        return new(recording.Name, channels, recording.Provenance with { Notes = [.. recording.Provenance.Notes, .. session.Notes, .. left] });
    }

    private static RecordingChannel Cut(RecordingChannel channel, int frames, int first, int covered, TimeBase clock)
    {
        if (first == 0 && covered == frames)
            return channel;
        var width = channel.Values.Length / frames;
        return channel with { Values = channel.Values[(first * width)..((first + covered) * width)], Shape = [covered, .. channel.Shape.Skip(1)], Time = clock };
    }

    /// <summary>Lengths of episodes shrink where frames are cut off.</summary>
    private static RecordingChannel Constant(RecordingChannel channel, int first, int covered)
    {
        if (channel.Name != AssayChannels.Lengths)
            return channel;
        var (start, lengths) = (0, new double[channel.Values.Length]);
        for (var e = 0; e < lengths.Length; e++)
        {
            var end = start + (int)channel.Values[e];
            lengths[e] = Math.Max(0, Math.Min(end, first + covered) - Math.Max(start, first));
            start = end;
        }

        return channel with { Values = lengths };
    }
}
