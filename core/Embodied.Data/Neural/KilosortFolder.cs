using System.Globalization;
using System.Text.RegularExpressions;
using Embodied.Data.Numpy;
using Embodied.Sdk.Errors;

namespace Embodied.Data.Neural;

/// <summary>
/// A folder of Kilosort or phy: <c>spike_times.npy</c> (samples), <c>spike_clusters.npy</c> (after manual curation) or <c>spike_templates.npy</c>,
/// <c>params.py</c> with <c>sample_rate</c>, and labels in <c>cluster_group.tsv</c> or <c>cluster_KSLabel.tsv</c>. Clusters labelled noise are left out.
/// </summary>
internal static partial class KilosortFolder
{
    /// <summary>Whether a folder is one.</summary>
    public static bool Recognizes(string folder) => File.Exists(Path.Combine(folder, "spike_times.npy"));

    /// <summary>Reads it.</summary>
    /// <exception cref="InputException">A file is missing or does not fit the others.</exception>
    public static SpikeTimes Read(string folder)
    {
        var rate = SampleRate(Path.Combine(folder, "params.py"));
        var samples = Array(folder, "spike_times.npy");
        var curated = File.Exists(Path.Combine(folder, "spike_clusters.npy"));
        var clusters = Array(folder, curated ? "spike_clusters.npy" : "spike_templates.npy");
        if (clusters.Length != samples.Length)
            throw new InputException(folder, $"has {samples.Length} spikes and {clusters.Length} cluster numbers.", "Export the folder again.");
        var (labels, labelFile) = Labels(folder);
        var groups = Enumerable.Range(0, samples.Length).GroupBy(i => (int)clusters[i]).OrderBy(g => g.Key).ToArray();
        var kept = groups.Where(g => labels.GetValueOrDefault(g.Key) != "noise").ToArray();
        List<string> notes = [$"Units are those of {(curated ? "spike_clusters.npy" : "spike_templates.npy")}; {samples.Length} spikes at {rate:g6} samples/s."];
        if (kept.Length < groups.Length)
            notes.Add($"{groups.Length - kept.Length} clusters that {labelFile} calls noise were left out.");
        return SpikeTimes.Checked(folder, [.. kept.Select(g => labels.TryGetValue(g.Key, out var label) ? $"{g.Key} ({label})" : $"{g.Key}")],
            [.. kept.Select(g => g.Select(i => samples[i] / rate).ToArray())], notes);
    }

    private static double[] Array(string folder, string name) => NpzReader.Read(Path.Combine(folder, name)).Values.Single().Values;

    private static double SampleRate(string path)
    {
        if (!File.Exists(path))
            throw new InputException(path, "is missing; it holds the sampling rate.", "Copy the whole folder, params.py included.");
        var match = SampleRatePattern().Match(File.ReadAllText(path));
        return match.Success && double.TryParse(match.Groups["rate"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate > 0
            ? rate : throw new InputException(path, "names no sample_rate above 0.", "Add a line: sample_rate = 30000.");
    }

    private static (Dictionary<int, string> Labels, string File) Labels(string folder)
    {
        foreach (var name in (string[])["cluster_group.tsv", "cluster_KSLabel.tsv"])
        {
            var path = Path.Combine(folder, name);
            if (!File.Exists(path))
                continue;
            var labels = new Dictionary<int, string>();
            foreach (var line in File.ReadLines(path).Skip(1).Where(l => l.Length > 0))
            {
                if (line.Split('\t') is not [var id, var label, ..] || !int.TryParse(id, CultureInfo.InvariantCulture, out var cluster))
                    throw new InputException(path, $"'{line}' is no line of cluster and label.", "Write number, tab, label.");
                labels[cluster] = label.Trim();
            }

            return (labels, name);
        }

        return ([], "");
    }

    [GeneratedRegex(@"^\s*sample_rate\s*=\s*(?<rate>[0-9.eE+]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SampleRatePattern();
}
