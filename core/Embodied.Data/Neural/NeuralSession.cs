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
        var finer = (int)Math.Round(Rate / rate);
        if (finer < 1 || Math.Abs((finer * rate) - Rate) > 1e-3 * Rate)
            throw new InputException(Source, FormattableString.Invariant($"has bins of {1000 / Rate:g6} ms, the recording frames of {1000 / rate:g6} ms; expected a whole number of bins per frame."),
                "Check the bin width (--bin-ms), or resample one of the two.");
        var first = (int)Math.Round((start - Start) * Rate);
        var skip = first < 0 ? (-first + finer - 1) / finer : 0;
        var covered = Math.Min(frames - skip, (Bins - first - (skip * finer)) / finer);
        if (covered * 2 < Math.Min(frames, Bins / finer) || covered <= 0)
            throw new InputException(Source, FormattableString.Invariant(
                $"covers {Start:g6} to {Start + (Bins / Rate):g6} s, the recording {start:g6} to {start + (frames / rate):g6} s: only {Math.Max(0, covered)} frames in common."),
                "The clocks differ: give the offset between them with --offset.");
        return (Summed(finer, first + (skip * finer), covered, rate), skip);
    }

    private NeuralSession Summed(int finer, int from, int frames, double rate)
    {
        var counts = new byte[(long)frames * Units.Count];
        for (long i = 0; i < (long)frames * finer * Units.Count; i++)
        {
            var (bin, unit) = (i / Units.Count, i % Units.Count);
            ref var to = ref counts[(bin / finer * Units.Count) + unit];
            to = (byte)Math.Min(byte.MaxValue, to + Counts[((from + bin) * Units.Count) + unit]);
        }

        string[] cut = frames * finer == Bins ? [] : [$"{frames * finer} of {Bins} bins lie on the recording's frames; the rest was left out."];
        return this with
        {
            Counts = counts,
            Rate = rate,
            Start = Start + (from / Rate),
            Behaviour = Behaviour is null ? null : [.. Enumerable.Range(0, frames).Select(f => Behaviour[from + (f * finer)])],
            Notes = [.. Notes, .. cut],
        };
    }
}
