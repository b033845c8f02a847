using System.Globalization;
using System.Text;
using Embodied.Sdk.Recordings;

namespace Embodied.Data.Recordings;

/// <summary>What is in a recording, for people.</summary>
/// <param name="Name">The recording's name.</param>
/// <param name="Seconds">Duration of the longest channel [s]; 0 when nothing is timed.</param>
/// <param name="Channels">One line per channel.</param>
/// <param name="Provenance">Where it comes from, with the notes a reader must know.</param>
public sealed record RecordingSummary(string Name, double Seconds, IReadOnlyList<ChannelSummary> Channels, Provenance Provenance)
{
    /// <summary>Sums up.</summary>
    public static RecordingSummary Of(Recording recording)
    {
        var channels = recording.Channels.Select(ChannelSummary.Of).ToArray();
        return new(recording.Name, channels.Select(c => c.Seconds).DefaultIfEmpty().Max(), channels, recording.Provenance);
    }

    /// <summary>Several lines of text: name and duration, the channels, the origin, the notes.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Name}: {Seconds:0.###} s, {Channels.Count} channel{(Channels.Count == 1 ? "" : "s")}\n");
        foreach (var channel in Channels)
            text.Append("  ").Append(channel).Append('\n');
        text.Append("  from ").Append(Provenance.Origin).Append(Provenance.Synthetic ? " (synthetic)" : "").Append('\n');
        foreach (var note in Provenance.Notes)
            text.Append("  note: ").Append(note).Append('\n');
        return text.ToString();
    }
}

/// <summary>One channel, for people.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Sizes of its axes.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Rate">Samples per second; null when irregular or constant.</param>
/// <param name="Seconds">Duration: samples over rate, or the span of the times [s].</param>
/// <param name="Missing">Share of values that are NaN, in [0, 1].</param>
public sealed record ChannelSummary(string Name, IReadOnlyList<int> Shape, string Unit, double? Rate, double Seconds, double Missing)
{
    internal static ChannelSummary Of(RecordingChannel channel)
    {
        var missing = channel.Values.Length == 0 ? 0 : channel.Values.Count(double.IsNaN) / (double)channel.Values.Length;
        var (rate, seconds) = channel.Time switch
        {
            null => ((double?)null, 0.0),
            { Times: { } times } => (null, times.Count > 0 ? times[^1] - times[0] : 0),
            var time => (time.Rate, channel.SampleCount / time.Rate),
        };
        return new(channel.Name, channel.Shape, channel.Unit, rate, seconds, missing);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var time = Rate is { } rate ? string.Create(CultureInfo.InvariantCulture, $", {rate:0.###} Hz") : Seconds > 0 ? ", irregular" : "";
        var missing = Missing > 0 ? string.Create(CultureInfo.InvariantCulture, $", {100 * Missing:0.##} % missing") : "";
        return $"{Name} [{string.Join(" × ", Shape)}] {Unit}{time}{missing}";
    }
}
