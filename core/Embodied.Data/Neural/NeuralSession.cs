using Embodied.Sdk.Errors;

namespace Embodied.Data.Neural;

/// <summary>Spike counts in bins of equal width, with what the animal did where that is known.</summary>
public sealed record NeuralSession
{
    /// <summary>File it comes from, for messages.</summary>
    public required string Source { get; init; }

    /// <summary>Name of the animal, or empty.</summary>
    public string Animal { get; init; } = "";

    /// <summary>Name of the session, or empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>Name of each unit.</summary>
    public required IReadOnlyList<string> Units { get; init; }

    /// <summary>Brain region of each unit, empty where nobody says; null when it is known of none.</summary>
    public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>[bins × units], row-major.</summary>
    public required byte[] Counts { get; init; }

    /// <summary>Bins per second.</summary>
    public required double Rate { get; init; }

    /// <summary>Begin of the first bin [s].</summary>
    public double Start { get; init; }

    /// <summary>Behaviour of each bin, an index into <see cref="BehaviourNames"/> from 0, or −1 where unknown; null when nothing is known.</summary>
    public int[]? Behaviour { get; init; }

    /// <summary>Names of behaviours.</summary>
    public IReadOnlyList<string> BehaviourNames { get; init; } = [];

    /// <summary>What a reader must know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Bins.</summary>
    public int Bins => Units.Count == 0 ? 0 : Counts.Length / Units.Count;

    /// <summary>Spikes of each unit.</summary>
    public long[] Totals()
    {
        var totals = new long[Units.Count];
        for (var i = 0; i < Counts.Length; i++)
            totals[i % Units.Count] += Counts[i];
        return totals;
    }

    /// <summary>
    /// The session on the frames of a recording: frame i covers [start + i/rate, start + (i + 1)/rate). Finer bins are added up; frames outside the session
    /// are cut off.
    /// </summary>
    /// <param name="rate">Frames per second.</param>
    /// <param name="start">Time of the first frame on the session's clock [s].</param>
    /// <param name="frames">Frames.</param>
    /// <returns>The session and the first frame it covers.</returns>
    /// <exception cref="InputException">The widths of bins do not fit, or the two hardly overlap in time.</exception>
    public (NeuralSession Session, int FirstFrame) Align(double rate, double start, int frames)
    {
        var window = FrameWindow.Of(Source, (Rate, Start, Bins), (rate, start, frames));
        var counts = new byte[(long)window.Frames * Units.Count];
        window.Add(Counts.AsSpan(window.From * Units.Count), 0, window.Frames * window.Finer, ([.. Enumerable.Range(0, Units.Count)], Units.Count), counts);
        return (this with
        {
            Counts = counts,
            Rate = rate,
            Start = Start + (window.From / Rate),
            Behaviour = Behaviour is null ? null : [.. Enumerable.Range(0, window.Frames).Select(f => Behaviour[window.From + (f * window.Finer)])],
            Notes = [.. Notes, .. window.Notes(Bins)],
        }, window.Skip);
    }
}
