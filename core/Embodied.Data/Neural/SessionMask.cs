using Embodied.Sdk.Assays;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Neural;

/// <summary>Leaves frames out of a recording; what remains is marked as stretches, so that nothing is taken across a gap.</summary>
public static class SessionMask
{
    /// <summary>Frames between two times, without those of some behaviours.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="frames">Its frames; timed channels of another length are left out.</param>
    /// <param name="time">Their times.</param>
    /// <param name="from">Earliest time kept [s], or null.</param>
    /// <param name="to">Frames from this time on are left out [s], or null.</param>
    /// <param name="without">Names of behaviours to leave out, such as errors of tracking.</param>
    /// <exception cref="InputException">A behaviour is unknown, or nothing remains.</exception>
    public static Recording Restrict(Recording recording, int frames, TimeBase time, double? from, double? to, IReadOnlyList<string> without)
    {
        var place = $"recording '{recording.Name}'";
        var behaviour = recording.Find(ChannelNames.Behaviour);
        IReadOnlyList<string> names = behaviour is { Labels: { } labels, Time: not null } && behaviour.Shape[0] == frames ? labels : [];
        if (without.FirstOrDefault(w => !names.Contains(w)) is { } unknown)
            throw new InputException("--without", $"'{unknown}' is no behaviour of {place}", names.Count > 0 ? $"There are: {string.Join(", ", names)}." : "It does not say what the animal did.");
        bool Kept(int frame) => time.At(frame) is var t && (from is null || t >= from) && (to is null || t < to)
            && (without.Count == 0 || double.IsNaN(behaviour!.Values[frame]) || !without.Contains(names[(int)behaviour.Values[frame]]));
        bool[] keep = [.. Enumerable.Range(0, frames).Select(Kept)];
        return keep.All(k => k) ? recording : keep.Any(k => k) ? Keep(recording, frames, time, keep)
            : throw new InputException(place, FormattableString.Invariant($"covers {time.At(0):g6} to {time.At(frames):g6} s; no frame of it is left"), "Change --from, --to or --without.");
    }

    private static Recording Keep(Recording recording, int frames, TimeBase time, bool[] keep)
    {
        int[] rows = [.. Enumerable.Range(0, frames).Where(f => keep[f])];
        var clock = TimeBase.Regular(time.Rate, time.At(rows[0]));
        var channels = recording.Channels.Where(c => c.Time is null ? !OfEpisodes(c) : c.Shape[0] == frames).Select(c => c.Time is null ? c : Rows(c, rows, frames, clock)).ToList();
        double[] lengths = [.. Stretches(recording, frames, keep)];
        channels.Add(new() { Name = AssayChannels.Lengths, Unit = "1", Shape = [lengths.Length], Values = lengths });
        return new(recording.Name, channels, recording.Provenance with { Notes = [.. recording.Provenance.Notes, $"{rows.Length} of {frames} frames were kept, in {lengths.Length} stretches."] });
    }

    /// <summary>Settings, outcomes and lengths of episodes no longer belong to what is left of them.</summary>
    private static bool OfEpisodes(RecordingChannel channel) =>
        channel.Name is AssayChannels.Lengths or AssayChannels.Outcomes or AssayChannels.Settings or ChannelNames.Clips;

    private static RecordingChannel Rows(RecordingChannel channel, int[] rows, int frames, TimeBase clock)
    {
        var width = channel.Values.Length / frames;
        return channel with { Values = [.. rows.SelectMany(r => channel.Values.AsSpan(r * width, width).ToArray())], Shape = [rows.Length, .. channel.Shape.Skip(1)], Time = clock };
    }

    /// <summary>Lengths of runs of kept frames, which end where episodes and clips do.</summary>
    private static IEnumerable<double> Stretches(Recording recording, int frames, bool[] keep)
    {
        var borders = new HashSet<int>();
        if (recording.Find(AssayChannels.Lengths) is { } lengths)
        {
            var end = 0;
            foreach (var length in lengths.Values)
                borders.Add(end += (int)length);
        }
        else if (recording.Find(ChannelNames.Clips) is { } clips)
        {
            borders = [.. clips.Values.Select(v => (int)v)];
        }

        var run = 0;
        for (var frame = 0; frame < frames; frame++)
        {
            if (run > 0 && (!keep[frame] || borders.Contains(frame)))
            {
                yield return run;
                run = 0;
            }

            run += keep[frame] ? 1 : 0;
        }

        if (run > 0)
            yield return run;
    }
}
