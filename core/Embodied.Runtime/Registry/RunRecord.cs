using System.Globalization;
using System.Text.Json.Serialization;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Training;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Settings;

namespace Embodied.Runtime.Registry;

/// <summary>What the folder of a run says.</summary>
public sealed record RunRecord
{
    private const string Return = "charts/episodic_return";
    private const string Score = "validation/score";
    private const string Steps = "steps";

    /// <summary>Path of the folder, below the folder that was looked through.</summary>
    public required string Run { get; init; }

    /// <summary>Name of the experiment.</summary>
    public string Name { get; init; } = "";

    /// <summary>The body.</summary>
    public string Body { get; init; } = "";

    /// <summary>The task.</summary>
    public string Task { get; init; } = "";

    /// <summary>The architecture.</summary>
    public string Controller { get; init; } = "";

    /// <summary>The trainer.</summary>
    public string Trainer { get; init; } = "";

    /// <summary>Seed of everything random.</summary>
    public ulong Seed { get; init; }

    /// <summary><c>running</c>, <c>interrupted</c>, <c>stopped</c>, <c>failed</c> or <c>completed</c>; <c>unreadable</c> where the folder cannot be understood.</summary>
    public string Status { get; init; } = "";

    /// <summary>Environment steps so far.</summary>
    public long StepsMade { get; init; }

    /// <summary>Mean return of the last episodes of the training; null before the first.</summary>
    public double? LastReturn { get; init; }

    /// <summary>Best score of the validations; null where there was none.</summary>
    public double? BestScore { get; init; }

    /// <summary>When the run was last written to, in universal time.</summary>
    public DateTime When { get; init; }

    /// <summary>Why it failed, or why it cannot be understood.</summary>
    public string? Problem { get; init; }

    /// <summary>The experiment, everything resolved, as YAML.</summary>
    public string Experiment { get; init; } = "";

    /// <summary>The last figures of the training, or of its latest stage, by name.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = new Dictionary<string, double>();

    /// <summary>The settings of the experiment: keys joined by dots.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Settings => FlatSettings.Read(Experiment);

    /// <summary>Whether a folder is that of a run.</summary>
    internal static bool Is(string folder) => File.Exists(Path.Combine(folder, RunStatus.FileName)) && File.Exists(Path.Combine(folder, TrainingRun.ExperimentName));

    /// <summary>Reads a folder; what is wrong with it is told in the record.</summary>
    /// <param name="root">The folder that is looked through.</param>
    /// <param name="folder">The folder of the run.</param>
    internal static RunRecord Read(string root, string folder)
    {
        var record = new RunRecord { Run = Path.GetRelativePath(root, folder), When = LastWritten(folder) };
        try
        {
            var status = RunStatus.Read(folder) ?? throw new InputException(RunStatus.FileName, "is broken");
            var text = File.ReadAllText(Path.Combine(folder, TrainingRun.ExperimentName));
            var settings = FlatSettings.Read(text);
            var curves = Curves(folder).Select(f => RunCurve.Read(f.FullName)).ToArray();
            var curve = curves[^1];
            return record with
            {
                Name = Of(settings, "name"),
                Body = Of(settings, "body", "body.use"),
                Task = Of(settings, "task.use"),
                Controller = Of(settings, "controller.use"),
                Trainer = Of(settings, "trainer.use"),
                Seed = status.Seed,
                Status = status.Status == RunStatus.Running && status.Process?.HasEnded() != false ? "interrupted" : status.Status,
                StepsMade = status.Steps ?? (long)curves.Sum(c => c.Last(Steps) ?? 0),
                LastReturn = curve.Last(Return),
                BestScore = curve.Best(Score),
                Problem = status.Problem,
                Experiment = text,
                Figures = curve.Figures,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InputException)
        {
            return record with { Status = "unreadable", Problem = e.Message };
        }
    }

    /// <summary>A text that differs when anything has been written to the run, or when whoever trained it has ended.</summary>
    internal static string StampOf(string folder)
    {
        var files = string.Join(' ', Watched(folder).Select(f => f.Exists ? string.Create(CultureInfo.InvariantCulture, $"{f.Length}/{f.LastWriteTimeUtc.Ticks}") : "-"));
        return $"{files} {RunStatus.Read(folder)?.IsInUse()}";
    }

    private static DateTime LastWritten(string folder) => Watched(folder).Where(f => f.Exists).Select(f => f.LastWriteTimeUtc).DefaultIfEmpty(DateTime.UnixEpoch).Max();

    private static IEnumerable<FileInfo> Watched(string folder) =>
        ((string[])[RunStatus.FileName, TrainingRun.ExperimentName]).Select(n => new FileInfo(Path.Combine(folder, n))).Concat(Curves(folder));

    // The run's own curve, or those of its stages, the one that was written to last at the end.
    private static FileInfo[] Curves(string folder)
    {
        var (own, stages) = (new FileInfo(Path.Combine(folder, TrainingRun.CurveName)), new DirectoryInfo(Path.Combine(folder, SequenceTrainer.StagesFolder)));
        FileInfo[] parts = stages.Exists ? [.. stages.EnumerateDirectories().Select(s => new FileInfo(Path.Combine(s.FullName, TrainingRun.CurveName))).Where(f => f.Exists).OrderBy(f => f.LastWriteTimeUtc)] : [];
        return own.Exists || parts.Length == 0 ? [own] : parts;
    }

    private static string Of(PlacedSettings settings, params string[] keys) => keys.Select(k => settings.TryGetValue(k, out var value) ? value : null).FirstOrDefault(v => v is not null) ?? "";
}
