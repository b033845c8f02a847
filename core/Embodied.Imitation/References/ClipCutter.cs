using Embodied.Sdk.Errors;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Recordings;

namespace Embodied.Imitation.References;

/// <summary>A stretch of a recording that becomes a clip.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Behaviour">What is mostly done in it; empty when nobody says.</param>
/// <param name="First">First frame.</param>
/// <param name="Frames">How many.</param>
public sealed record ClipCut(string Name, string Behaviour, int First, int Frames);

/// <summary>Cuts recordings of poses into clips.</summary>
public static class ClipCutter
{
    /// <summary>
    /// The clips of a recording: its own where it is made of clips, else stretches of equal length one after the other; what is left at the end is dropped.
    /// </summary>
    /// <param name="recording">Holds <see cref="ChannelNames.Positions"/>.</param>
    /// <param name="name">Clips are called name-000 …, unless the recording names them.</param>
    /// <param name="seconds">Length of a clip; infinity for the whole recording.</param>
    /// <exception cref="InputException">The recording holds no poses at equal times, or is shorter than a clip.</exception>
    public static IReadOnlyList<ClipCut> Cut(Recording recording, string name, double seconds)
    {
        var poses = recording.Find(ChannelNames.Positions);
        if (poses is not { Time.Rate: > 0, Shape.Count: 2 })
            throw new InputException(name, $"holds no '{ChannelNames.Positions}' at equal times", "Give what 'embodied register' wrote, or what a generator did.");
        var frames = poses.Shape[0];
        if (recording.Find(ChannelNames.Clips) is { Labels: { } names } own)
        {
            return [.. names.Select((n, i) => (Name: n, First: (int)own.Values[i], End: i + 1 < names.Count ? (int)own.Values[i + 1] : frames))
                .Select(c => new ClipCut(c.Name, Behaviour(recording, c.First, c.End - c.First), c.First, c.End - c.First))];
        }

        if (double.IsPositiveInfinity(seconds))
            return [new(name, Behaviour(recording, 0, frames), 0, frames)];
        var length = (int)Math.Round(seconds * poses.Time.Rate) + 1;
        if (length < 2 || frames < length)
            throw new InputException(name, $"has {frames} frames, a clip of {seconds} s {length}", "Choose shorter clips: --seconds.");
        return [.. Enumerable.Range(0, frames / length).Select(i => new ClipCut($"{name}-{i:000}", Behaviour(recording, i * length, length), i * length, length))];
    }

    /// <summary>Which clips are held back: a share of each behaviour, drawn by a seed; at least one of a behaviour with several clips.</summary>
    public static bool[] HoldBack(IReadOnlyList<string> behaviours, double share, ulong seed)
    {
        var held = new bool[behaviours.Count];
        foreach (var (group, index) in behaviours.Select((b, i) => (Behaviour: b, Clip: i)).GroupBy(b => b.Behaviour, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select((g, i) => (g, i)))
        {
            var random = RandomStream.For(seed, (ulong)index);
            var order = group.Select(g => (g.Clip, Draw: random.NextDouble())).OrderBy(g => g.Draw).Select(g => g.Clip).ToArray();
            var count = share <= 0 ? 0 : share >= 1 ? order.Length : order.Length < 2 ? 0 : Math.Clamp((int)Math.Round(share * order.Length), 1, order.Length - 1);
            foreach (var clip in order.Take(count))
                held[clip] = true;
        }

        return held;
    }

    private static string Behaviour(Recording recording, int first, int frames)
    {
        if (recording.Find(ChannelNames.Behaviour) is not { Labels: { } labels } channel)
            return "";
        var most = Enumerable.Range(first, frames).Select(f => channel.Values[f]).Where(v => v >= 0 && v < labels.Count).GroupBy(v => v).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).FirstOrDefault();
        return most is null ? "" : labels[(int)most.Key];
    }
}
