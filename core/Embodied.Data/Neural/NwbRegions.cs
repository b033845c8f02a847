using Embodied.Data.Hdf;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Neural;

/// <summary>
/// Brain regions of the units of a Neurodata Without Borders file: a column of the units' own, else the location of the first electrode of each unit
/// (<c>/units/electrodes</c> names rows of <c>/general/extracellular_ephys/electrodes</c>, cut by the exclusive ends in its index).
/// </summary>
internal static class NwbRegions
{
    private const string Electrodes = "units/electrodes";
    private const string Locations = "general/extracellular_ephys/electrodes/location";
    private static readonly string[] Columns = ["units/location", "units/brain_area", "units/brain_region", "units/region"];

    /// <summary>A region per unit; null when the file says nothing.</summary>
    /// <exception cref="InputException">The columns do not fit the units.</exception>
    public static string[]? Of(HdfFile file, int units)
    {
        if (Columns.FirstOrDefault(file.IsDataset) is { } column)
        {
            var own = file.Texts(column);
            return own.Length == units ? Known(own) : throw new InputException(file.Place(column), $"has {own.Length} regions for {units} units.", "Export the file again.");
        }

        if (!file.IsDataset(Electrodes) || !file.IsDataset(Locations))
            return null;
        var (rows, locations) = (file.Numbers(Electrodes).Values, file.Texts(Locations));
        var ends = file.IsDataset(Electrodes + "_index") ? file.Numbers(Electrodes + "_index").Values : [.. Enumerable.Range(1, rows.Length).Select(i => (double)i)];
        if (ends.Length != units)
            throw new InputException(file.Place(Electrodes), $"is cut into {ends.Length} parts for {units} units.", "Export the file again.");
        var regions = new string[units];
        for (var u = 0; u < units; u++)
        {
            var (from, to) = (u == 0 ? 0 : ends[u - 1], ends[u]);
            regions[u] = from < to && to <= rows.Length && rows[(int)from] is >= 0 and var row && row < locations.Length ? locations[(int)row] : "";
        }

        return Known(regions);
    }

    private static string[]? Known(string[] regions)
    {
        string[] cleaned = [.. regions.Select(r => r.Trim().ToUpperInvariant() is "" or "UNKNOWN" or "NONE" or "NA" or "N/A" or "NAN" ? "" : r.Trim())];
        return cleaned.All(r => r.Length == 0) ? null : cleaned;
    }
}
