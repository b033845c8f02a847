using Embodied.Sdk.Errors;

namespace Embodied.Data.Neural;

/// <summary>Which bins of a session lie on which frames of a recording: frame skip + i covers the bins from + i·finer to from + (i + 1)·finer.</summary>
/// <param name="Finer">Bins per frame.</param>
/// <param name="From">First bin.</param>
/// <param name="Skip">Frames before it, which the session does not cover.</param>
/// <param name="Frames">Frames covered.</param>
internal readonly record struct FrameWindow(int Finer, int From, int Skip, int Frames)
{
    /// <summary>How near a ratio of lengths comes to a whole number when a bin width is wrong by that factor.</summary>
    private const double Nearness = 0.005;

    /// <summary>Lays bins on frames; frame i covers [start + i/rate, start + (i + 1)/rate) on the session's clock.</summary>
    /// <param name="source">The session's file, for messages.</param>
    /// <param name="bins">Bins per second, begin of the first [s], and how many.</param>
    /// <param name="frames">The same of frames.</param>
    /// <exception cref="InputException">The widths of bins do not fit, or the two hardly overlap in time.</exception>
    public static FrameWindow Of(string source, (double Rate, double Start, int Count) bins, (double Rate, double Start, int Count) frames)
    {
        var finer = (int)Math.Round(bins.Rate / frames.Rate);
        if (finer < 1 || Math.Abs((finer * frames.Rate) - bins.Rate) > 1e-3 * bins.Rate)
            throw new InputException(source, FormattableString.Invariant($"has bins of {1000 / bins.Rate:g6} ms, the recording frames of {1000 / frames.Rate:g6} ms; expected a whole number of bins per frame."),
                "Check the bin width (--bin-ms), or resample one of the two.");
        var first = (int)Math.Round((frames.Start - bins.Start) * bins.Rate);
        var skip = first < 0 ? (-first + finer - 1) / finer : 0;
        var covered = Math.Min(frames.Count - skip, (bins.Count - first - (skip * finer)) / finer);
        if (covered * 2 < Math.Min(frames.Count, bins.Count / finer) || covered <= 0)
            throw new InputException(source, FormattableString.Invariant(
                $"covers {bins.Start:g6} to {bins.Start + (bins.Count / bins.Rate):g6} s, the recording {frames.Start:g6} to {frames.Start + (frames.Count / frames.Rate):g6} s: only {Math.Max(0, covered)} frames in common."),
                "The clocks differ: give the offset between them with --offset.");
        return new(finer, first + (skip * finer), skip, covered) { Doubt = DoubtOf(bins.Count / bins.Rate, frames.Count / frames.Rate) };
    }

    /// <summary>What speaks against the width of the bins, or null.</summary>
    public string? Doubt { get; private init; }

    private static string? DoubtOf(double session, double recording)
    {
        var (ratio, longer) = session > recording ? (session / recording, "session") : (recording / session, "recording");
        return ratio > 1.5 && Math.Abs(ratio - Math.Round(ratio)) < Nearness * ratio
            ? FormattableString.Invariant($"The {longer} is {Math.Round(ratio):0} times as long as the other: if both should be of one length, the width of the bins is wrong.") : null;
    }

    /// <summary>Adds a block of counts to those of the frames its bins lie on.</summary>
    /// <param name="block">[rows × units], beginning with bin <paramref name="bin"/>, counted from <see cref="From"/>.</param>
    /// <param name="bin">Which.</param>
    /// <param name="rows">Bins in the block.</param>
    /// <param name="units">Which columns of how many.</param>
    /// <param name="counts">[frames × chosen units]; a count that does not fit stays at 255.</param>
    public void Add(ReadOnlySpan<byte> block, int bin, int rows, (int[] Chosen, int All) units, byte[] counts)
    {
        for (var r = 0; r < rows; r++)
        {
            var to = counts.AsSpan(checked((int)((long)((bin + r) / Finer) * units.Chosen.Length)), units.Chosen.Length);
            var from = block.Slice(r * units.All, units.All);
            for (var u = 0; u < to.Length; u++)
                to[u] = (byte)Math.Min(byte.MaxValue, to[u] + from[units.Chosen[u]]);
        }
    }

    /// <summary>What was cut, or nothing.</summary>
    public string[] Notes(int bins) =>
    [
        .. Frames * Finer == bins ? Array.Empty<string>() : [$"{Frames * Finer} of {bins} bins lie on the recording's frames; the rest was left out."],
        .. Doubt is null ? Array.Empty<string>() : [Doubt],
    ];
}
