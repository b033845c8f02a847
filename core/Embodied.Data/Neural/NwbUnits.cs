using Embodied.Data.Hdf;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Neural;

/// <summary>
/// Sorted units of a Neurodata Without Borders file: <c>/units/spike_times</c>, cut by the exclusive ends in <c>/units/spike_times_index</c>, which may be
/// unsigned integers of any width (hdmf-common schema, VectorIndex).
/// </summary>
internal static class NwbUnits
{
    private const string Times = "units/spike_times";
    private const string Ends = "units/spike_times_index";

    /// <summary>Whether a file holds sorted units; false for older schemas and files without any.</summary>
    public static bool Has(string path)
    {
        using var file = HdfFile.Open(path);
        return file.IsDataset(Times) && file.IsDataset(Ends);
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="InputException">There are none, or the index does not fit the times.</exception>
    public static SpikeTimes Read(string path)
    {
        using var file = HdfFile.Open(path);
        if (!file.IsDataset(Times) || !file.IsDataset(Ends))
            throw new InputException(path, $"holds no sorted units: {Times} or its index is missing.", "Name a file with spikes; embodied import shows what a file holds.");
        var (all, ends) = (file.Numbers(Times).Values, file.Numbers(Ends).Values);
        var names = file.IsDataset("units/id") ? file.Numbers("units/id").Values.Select(i => $"{i:0}").ToArray() : [.. Enumerable.Range(0, ends.Length).Select(i => $"{i}")];
        if (names.Length != ends.Length)
            throw new InputException(file.Place("units/id"), $"has {names.Length} ids for {ends.Length} units.", "Export the file again.");
        var times = new double[ends.Length][];
        for (var u = 0; u < ends.Length; u++)
        {
            var (from, to) = (u == 0 ? 0 : ends[u - 1], ends[u]);
            if (!(to >= from && to <= all.Length))
                throw new InputException(file.Place(Ends), $"unit {u} ends at spike {to} of {all.Length}, after {from}; expected ascending ends.", "Export the file again.");
            times[u] = all[(int)from..(int)to];
        }

        return SpikeTimes.Checked(path, names, times, []) with { Regions = NwbRegions.Of(file, ends.Length) };
    }
}
