using System.Globalization;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;
using TorchSharp;
using TorchSharp.Modules;

namespace Embodied.Learning.Runs;

/// <summary>
/// Writes metrics.csv, one line per update with nothing in it that depends on the clock, and TensorBoard events with everything. A resumed run goes on
/// behind the checkpoint it starts from; lines after that are dropped.
/// </summary>
internal sealed class MetricsLog
{
    /// <summary>Name of the file in the run folder.</summary>
    public const string FileName = "metrics.csv";

    private const string Steps = "steps";
    private readonly string _path;
    private readonly SummaryWriter _events;
    private string[]? _names;

    public MetricsLog(string folder, long resumeFrom)
    {
        _path = Path.Combine(folder, FileName);
        _events = torch.utils.tensorboard.SummaryWriter(folder, createRunName: false);
        if (resumeFrom > 0 && File.Exists(_path))
            DropAfter(resumeFrom);
        else
            File.Delete(_path);
    }

    /// <summary>Writes one update.</summary>
    /// <param name="steps">Environment steps so far.</param>
    /// <param name="metrics">What goes into both files.</param>
    /// <param name="timing">What goes into the events alone.</param>
    public void Write(long steps, IReadOnlyList<KeyValuePair<string, double>> metrics, IEnumerable<KeyValuePair<string, double>> timing)
    {
        _names ??= [.. metrics.Select(m => m.Key)];
        try
        {
            using var file = new StreamWriter(_path, append: true);
            if (file.BaseStream.Position == 0)
                file.Write(string.Join(',', _names.Prepend(Steps)) + "\n");
            var values = metrics.ToDictionary();
            file.Write(string.Join(',', _names.Select(n => Text(values.GetValueOrDefault(n, double.NaN))).Prepend(Text(steps))) + "\n");
        }
        catch (Exception e) when (AtomicFile.IsOfTheDisk(e))
        {
            throw new InputException(_path, AtomicFile.Unwritable(_path, e).Problem, "Free space on the disk, then go on with --resume.", e);
        }

        foreach (var (name, value) in metrics.Concat(timing))
        {
            if (double.IsFinite(value))
                _events.add_scalar(name, (float)value, (int)Math.Min(steps, int.MaxValue));
        }
    }

    private static string Text(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    private void DropAfter(long steps)
    {
        var lines = File.ReadAllLines(_path);
        _names = lines.Length > 0 ? lines[0].Split(',')[1..] : null;
        // A killed program may leave half a line behind; its beginning could pass for an earlier step.
        var kept = lines.Where((line, i) => i == 0 || (line.Split(',') is var cells && cells.Length == _names!.Length + 1
            && long.TryParse(cells[0], CultureInfo.InvariantCulture, out var s) && s <= steps));
        AtomicFile.WriteText(_path, string.Concat(kept.Select(l => l + "\n")));
    }
}
