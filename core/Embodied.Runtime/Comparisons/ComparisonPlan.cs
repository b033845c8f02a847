using System.ComponentModel.DataAnnotations;
using Embodied.Runtime.Experiments;
using Embodied.Runtime.Yaml;
using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Comparisons;

/// <summary>What is compared: every body with every controller at every task, with several seeds.</summary>
public sealed class ComparisonPlan
{
    // Doing nothing and doing anything are what every score is held against.
    private static readonly string[] Baselines = ["zero", "random"];

    private ComparisonPlan(Written written, string path)
    {
        var controllers = ComparisonEntry.Read(written.Controllers, "controller", PlaceOf(path, "controllers"));
        var missing = Baselines.Where(b => !controllers.Any(c => c.Use == b || c.Use == $"core/{b}")).Select(b => (YamlNode)new YamlScalar(At("baselines"), b, false)).ToList();
        (Name, Place) = (written.Name.Value, path);
        Tasks = ComparisonEntry.Read(written.Tasks, "task", PlaceOf(path, "tasks"));
        Bodies = ComparisonEntry.Read(written.Bodies, "body", PlaceOf(path, "bodies"));
        Controllers = missing.Count > 0 ? [.. ComparisonEntry.Read(missing, "controller", path), .. controllers] : controllers;
        Trainer = written.Trainer ?? new YamlMap(At("trainer"), [Entry("trainer", "use", "ppo")]);
        (Seeds, Episodes) = (written.Seeds, written.Episodes);
    }

    internal string Name { get; }

    internal string Place { get; }

    internal IReadOnlyList<ComparisonEntry> Tasks { get; }

    internal IReadOnlyList<ComparisonEntry> Bodies { get; }

    internal IReadOnlyList<ComparisonEntry> Controllers { get; }

    internal YamlNode Trainer { get; }

    internal int Seeds { get; }

    internal int Episodes { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">Everything that is wrong, with line and column.</exception>
    public static ComparisonPlan Read(string path) => new(StrictYaml.Read<Written>(path, (written, problems) => written.Check(problems)), path);

    /// <summary>From the options of a command line.</summary>
    /// <param name="options">What was given.</param>
    /// <exception cref="InputException">Nothing to compare, or a number out of range.</exception>
    public static ComparisonPlan From(ComparisonOptions options)
    {
        // Many updates of few samples: comparisons are made of short trainings.
        (string, string)[] trainer = [("use", "ppo"), ("steps", options.Steps.ToString("R", System.Globalization.CultureInfo.InvariantCulture)), ("worlds", "64"), ("horizon", "64"), ("minibatches", "4")];
        var written = new Written
        {
            Embodied = new(ExperimentFile.Format, default),
            Name = new("comparison", default),
            Tasks = Items("--tasks", options.Tasks),
            Bodies = Items("--bodies", options.Bodies),
            Controllers = Items("--controllers", options.Controllers),
            Trainer = new YamlMap(At("--steps"), [.. trainer.Select(t => Entry("--steps", t.Item1, t.Item2))]),
            Seeds = options.Seeds,
            Episodes = options.Episodes,
        };
        if (written.Seeds is < 1 or > Written.Most)
            throw new InputException("--seeds", $"is {written.Seeds}; expected 1 … {Written.Most}");
        if (written.Episodes is < 1 or > Written.Most)
            throw new InputException("--episodes", $"is {written.Episodes}; expected 1 … {Written.Most}");
        return new(written, Path.GetFullPath("comparison"));
    }

    private static string PlaceOf(string path, string key) => File.Exists(path) ? $"{path}: {key}" : $"--{key}";

    private static YamlNode[] Items(string option, IReadOnlyList<string> names) => [.. names.Select(n => new YamlScalar(At(option), n, false))];

    private static YamlEntry Entry(string place, string key, string value) => new(key, At(place), new YamlScalar(At(place), value, false));

    private static YamlPlace At(string place) => new(place, 0, 0);

    /// <summary>A comparison as it is written.</summary>
    internal sealed class Written
    {
        public const int Most = 10_000;

        public required Placed<int> Embodied { get; init; }

        public required Placed<string> Name { get; init; }

        public required IReadOnlyList<YamlNode> Tasks { get; init; }

        public required IReadOnlyList<YamlNode> Bodies { get; init; }

        public required IReadOnlyList<YamlNode> Controllers { get; init; }

        public YamlNode? Trainer { get; init; }

        [Range(1, Most)]
        public int Seeds { get; init; } = 3;

        [Range(1, Most)]
        public int Episodes { get; init; } = 20;

        public void Check(YamlProblems problems)
        {
            if (Embodied.Value != ExperimentFile.Format)
                problems.Add(Embodied.Place, $"format {Embodied.Value} is not known", $"This version reads format {ExperimentFile.Format}.");
        }
    }
}

/// <summary>A comparison as options say it.</summary>
public sealed record ComparisonOptions
{
    /// <summary>Ids of tasks.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>Ids or files of bodies.</summary>
    public required IReadOnlyList<string> Bodies { get; init; }

    /// <summary>Ids of architectures, which are trained, and of controllers.</summary>
    public required IReadOnlyList<string> Controllers { get; init; }

    /// <summary>Environment steps each training takes.</summary>
    public double Steps { get; init; }

    /// <summary>Trainings of each combination.</summary>
    public int Seeds { get; init; }

    /// <summary>Episodes each agent is measured on.</summary>
    public int Episodes { get; init; }
}
