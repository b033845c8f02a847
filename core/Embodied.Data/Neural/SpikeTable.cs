using Embodied.Data.Files;
using Embodied.Data.Matlab;
using Embodied.Data.Numpy;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Neural;

/// <summary>Spikes as tables: CSV with the columns <c>unit</c> and <c>time</c> [s], MATLAB cells of times, NumPy arrays of counts.</summary>
internal static class SpikeTable
{
    /// <summary>CSV of one spike per line.</summary>
    /// <exception cref="InputException">A column is missing or a cell empty.</exception>
    public static SpikeTimes ReadCsv(string path)
    {
        var table = CsvTable.Read(path);
        var (unit, time) = (Array.IndexOf(table.Columns, "unit"), Array.IndexOf(table.Columns, "time"));
        if (unit < 0 || time < 0)
            throw new InputException(path, $"has the columns {string.Join(", ", table.Columns)}; expected unit and time.", "Name the columns unit (a number) and time (in seconds).");
        if (Array.FindIndex(table.Values[unit], double.IsNaN) is >= 0 and var row)
            throw new InputException(path, $"spike {row} has no unit.", "Complete or remove the line.");
        var groups = Enumerable.Range(0, table.Rows).GroupBy(i => table.Values[unit][i]).OrderBy(g => g.Key).ToArray();
        return SpikeTimes.Checked(path, [.. groups.Select(g => $"{g.Key}")], [.. groups.Select(g => g.Select(i => table.Values[time][i]).ToArray())], []);
    }

    /// <summary>
    /// MATLAB: a variable <c>spike_times</c> [s], a cell array with one cell per unit or one vector for a single unit; or the only cell array of numbers in the
    /// file.
    /// </summary>
    /// <exception cref="InputException">There is none, or several.</exception>
    public static SpikeTimes ReadMatlab(string path)
    {
        var variables = MatFile.Read(path);
        if (variables.GetValueOrDefault("spike_times") is MatNumbers single)
            return SpikeTimes.Checked(path, ["0"], [(double[])single.Array.Values.Clone()], []);
        var cells = variables.Where(v => v.Value is MatCell cell && cell.Items.All(i => i is MatNumbers)).ToDictionary(v => v.Key, v => (MatCell)v.Value);
        var chosen = cells.TryGetValue("spike_times", out var named) ? named : cells.Count == 1 ? cells.Values.Single()
            : throw new InputException(path, $"holds {cells.Count} cell arrays of numbers{(cells.Count > 0 ? $" ({string.Join(", ", cells.Keys)})" : "")}; expected one, or a variable named spike_times.",
                "Save the spikes as a cell array spike_times of times in seconds, one cell per unit.");
        return SpikeTimes.Checked(path, [.. Enumerable.Range(0, chosen.Items.Count).Select(i => $"{i}")],
            [.. chosen.Items.Select(i => (double[])((MatNumbers)i).Array.Values.Clone())], []);
    }

    /// <summary>A NumPy array of counts [bins × units]: the only one, or the one named <c>spike_counts</c>.</summary>
    /// <param name="path">An .npy or .npz file.</param>
    /// <param name="rate">Bins per second, which the file does not say.</param>
    /// <exception cref="InputException">It is no matrix of whole numbers from 0 to 255, or the rate is not given.</exception>
    public static NeuralSession ReadNumpy(string path, double? rate)
    {
        var arrays = NpzReader.Read(path);
        var counts = arrays.TryGetValue("spike_counts", out var named) ? named : arrays.Count == 1 ? arrays.Values.Single()
            : throw new InputException(path, $"holds the arrays {string.Join(", ", arrays.Keys)}; expected one, or one named spike_counts.", "Save the counts as spike_counts.");
        if (counts.Rank != 2)
            throw new InputException(path, $"has counts of the sizes {counts}; expected [bins, units].", "Save a matrix with time along the first axis.");
        if (Array.FindIndex(counts.Values, v => !(v >= 0 && v <= 255 && v == Math.Floor(v))) is >= 0 and var bad)
            throw new InputException(path, $"bin {bad / counts.Shape[1]} of unit {bad % counts.Shape[1]} holds {counts.Values[bad]}; expected whole counts from 0 to 255.", "Save counts, not rates.");
        return new()
        {
            Source = path,
            Units = [.. Enumerable.Range(0, counts.Shape[1]).Select(u => $"{u}")],
            Counts = [.. counts.Values.Select(v => (byte)v)],
            Rate = rate ?? throw new InputException(path, "does not say how wide its bins are.", "Give the width of a bin with --bin-ms."),
        };
    }
}
