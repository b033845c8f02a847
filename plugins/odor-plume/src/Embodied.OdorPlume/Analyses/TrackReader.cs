using Embodied.OdorPlume.Plumes;
using Embodied.OdorPlume.Tracking;
using Embodied.Sdk.Assays;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Recordings;

namespace Embodied.OdorPlume.Analyses;

/// <summary>Reads the recordings of an assay back into episodes and the plumes they were in.</summary>
internal sealed class TrackReader(PlumeLibrary library)
{
    /// <summary>The episodes of one condition.</summary>
    /// <exception cref="InputException">A channel is missing: the recording is not one of this task.</exception>
    public IReadOnlyList<TrackEpisode> Read(Recording recording)
    {
        var (pose, wind, odour) = (Require(recording, ChannelNames.Positions, 3), Require(recording, AssayChannels.Observation("wind"), 2), Require(recording, AssayChannels.Observation("odour"), 1));
        var action = Require(recording, AssayChannels.Action("flight"), 2);
        var (lengths, outcomes) = (Constant(recording, AssayChannels.Lengths), Constant(recording, AssayChannels.Outcomes));
        var state = recording.Find(AssayChannels.State);
        var stateSize = state?.Shape[1] ?? 0;
        var episodes = new List<TrackEpisode>();
        for (int e = 0, from = 0; e < lengths.Values.Length; from += (int)lengths.Values[e++])
        {
            var (start, length) = (from, (int)lengths.Values[e]);
            var settings = TrackSettings.From(SettingsOf(recording, e));
            episodes.Add(new()
            {
                Condition = recording.Provenance.Settings.GetValueOrDefault(AssayChannels.Condition, recording.Name),
                Outcome = (int)outcomes.Values[e],
                Plume = library.Get(settings.Plume),
                FirstFrame = (int)Math.Round(((settings.Start.Time ?? settings.Start.TimeFrom) - settings.Start.TimeFrom) * PlumeMovie.Rate),
                Pose = Steps(start, length, i => (pose.Values[3 * i], pose.Values[(3 * i) + 1], pose.Values[(3 * i) + 2])),
                Sensed = Steps(start, length, i => (wind.Values[2 * i], wind.Values[(2 * i) + 1], odour.Values[i])),
                Action = Steps(start, length, i => (action.Values[2 * i], action.Values[(2 * i) + 1])),
                States = state?.Values.AsMemory(start * stateSize, length * stateSize) ?? Memory<double>.Empty,
                StateSize = stateSize,
            });
        }

        return episodes;
    }

    private static Dictionary<string, string> SettingsOf(Recording recording, int episode)
    {
        var settings = recording.Provenance.Settings.Where(s => s.Key != AssayChannels.Condition).ToDictionary();
        var numeric = Constant(recording, AssayChannels.Settings);
        var episodes = numeric.Shape[1];
        for (var k = 0; k < numeric.Shape[0]; k++)
            settings[numeric.Labels![k]] = FormattableString.Invariant($"{numeric.Values[(k * episodes) + episode]:R}");
        return settings;
    }

    private static T[] Steps<T>(int start, int length, Func<int, T> at) => [.. Enumerable.Range(start, length).Select(at)];

    private static RecordingChannel Constant(Recording recording, string name) => recording.Find(name) ?? throw Missing(recording, name);

    private static RecordingChannel Require(Recording recording, string name, int size) =>
        recording.Find(name) is { } channel && channel.Shape[^1] == size ? channel : throw Missing(recording, name);

    private static InputException Missing(Recording recording, string name) =>
        new($"recording '{recording.Name}'", $"has no channel '{name}' as {TrackTask.TaskId} records it", "embodied eval … --assay odor-plume/singh2023 --record --out DIR");
}
