using Embodied.Sdk.Errors;

namespace Embodied.Data.Neural;

/// <summary>Sorted spikes of units.</summary>
/// <param name="Source">File they come from, for messages.</param>
/// <param name="Units">Name of each unit.</param>
/// <param name="Times">Times of each unit's spikes [s], ascending.</param>
/// <param name="Notes">What a reader must know.</param>
internal sealed record SpikeTimes(string Source, IReadOnlyList<string> Units, double[][] Times, IReadOnlyList<string> Notes)
{
    /// <summary>Brain region of each unit, empty where nobody says; null when it is known of none.</summary>
    public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>Counts the spikes in bins [start + i/rate, start + (i + 1)/rate).</summary>
    /// <param name="rate">Bins per second.</param>
    /// <param name="start">Begin of the first bin on the spikes' clock [s].</param>
    /// <param name="bins">Bins.</param>
    /// <exception cref="InputException">More than 255 spikes of a unit fall into one bin.</exception>
    public NeuralSession Bin(double rate, double start, int bins)
    {
        var counts = new byte[(long)bins * Units.Count];
        var inside = 0L;
        for (var u = 0; u < Times.Length; u++)
        {
            foreach (var time in Times[u])
            {
                var bin = Math.Floor((time - start) * rate);
                if (!(bin >= 0 && bin < bins))
                    continue;
                ref var count = ref counts[((long)bin * Units.Count) + u];
                count = count < byte.MaxValue ? (byte)(count + 1) : throw new InputException(Source,
                    $"unit {Units[u]} has more than 255 spikes between {start + (bin / rate):g6} and {start + ((bin + 1) / rate):g6} s.", "Give times in seconds, or a higher rate.");
                inside++;
            }
        }

        var total = Times.Sum(t => (long)t.Length);
        string[] notes = inside == total ? [.. Notes] : [.. Notes, $"{total - inside} of {total} spikes lie outside the {bins} bins and were left out."];
        return new() { Source = Source, Units = Units, Regions = Regions, Counts = counts, Rate = rate, Start = start, Notes = notes };
    }

    /// <summary>Checks that each unit's times are finite, and sorts them.</summary>
    internal static SpikeTimes Checked(string source, IReadOnlyList<string> units, double[][] times, IReadOnlyList<string> notes)
    {
        for (var u = 0; u < times.Length; u++)
        {
            if (Array.FindIndex(times[u], t => !double.IsFinite(t)) is >= 0 and var bad)
                throw new InputException(source, $"spike {bad} of unit {units[u]} is at {times[u][bad]} s.", "Export the spikes again.");
            Array.Sort(times[u]);
        }

        return new(source, units, times, notes);
    }
}
