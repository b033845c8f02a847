using System.Globalization;
using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Settings;

namespace Embodied.Imitation.Tracking;

/// <summary>What ends an episode before the reference does.</summary>
internal enum TrackingRule
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>ε = 5/m · mean |Δx| + ½ mean |Δq| beyond its limit (Aldarondo et al. 2024; Hasenclever et al. 2020).</summary>
    Mimic,

    /// <summary>Height, place, turn or posture of the root beyond limits (MIMIC-MJX, Zhang et al. 2025).</summary>
    TrackMjx,

    /// <summary>Either of the two.</summary>
    Both,
}

/// <summary>Settings of <see cref="TrackingTask"/>.</summary>
internal sealed record TrackingSettings
{
    private const string Place = $"task '{TrackingTask.TaskId}'";
    private const string RewardPrefix = "reward.";

    private static readonly string[] Names =
    [
        "reference", "split", "behaviours", "clip", "frame", "teacher", "reward", "termination", "threshold", "look_ahead", "segments", "control_timestep", "timestep", "minimum_steps",
        "start_noise", "start_noise_share", "steps", "noise", "push_every", "push_speed", "actions", "action_scales", "teacher.generations", "teacher.seed", .. LibraryRecipe.Names,
    ];

    /// <summary>File of the library of motions; empty when it is made (<see cref="Library"/>).</summary>
    public required string Reference { get; init; }

    /// <summary>How the library is made; null where there is a file.</summary>
    public LibraryRecipe? Library { get; init; }

    /// <summary>Which of its clips.</summary>
    public ClipSplit Split { get; init; } = ClipSplit.Train;

    /// <summary>Clips of these behaviours alone; empty for all.</summary>
    public IReadOnlyList<string> Behaviours { get; init; } = [];

    /// <summary>One clip by name, or null for all of the split.</summary>
    public string? Clip { get; init; }

    /// <summary>First frame, or null for any.</summary>
    public int? Frame { get; init; }

    /// <summary>File of the teachers' book, or null for none.</summary>
    public string? Teacher { get; init; }

    /// <summary>How the teachers' book is made; null where there is a file, or no teacher.</summary>
    public TeacherRecipe? Teaching { get; init; }

    /// <summary>Whether the task can demonstrate.</summary>
    public bool Taught => Teacher is not null || Teaching is not null;

    /// <summary>Whether actions move what the teacher follows instead of the actuators.</summary>
    public bool Offsets { get; init; }

    /// <summary>Share of half its range that an action of 1 asks of each actuator; null takes the teachers', or the whole ranges where there is no teacher.</summary>
    public IReadOnlyList<double>? ActionScales { get; init; }

    /// <summary>Name of the reward.</summary>
    public string Reward { get; init; } = "mimic-2024";

    /// <summary>Weights that differ from those of the reward, by term.</summary>
    public IReadOnlyDictionary<string, double> Weights { get; init; } = new Dictionary<string, double>();

    /// <summary>What ends an episode.</summary>
    public TrackingRule Termination { get; init; } = TrackingRule.Mimic;

    /// <summary>Limit of ε.</summary>
    public double Threshold { get; init; } = 0.25;

    /// <summary>Frames ahead that are shown, [1, look-ahead].</summary>
    public int LookAhead { get; init; } = 5;

    /// <summary>Whether places of all tracked segments are shown, too, besides joints and root.</summary>
    public bool Segments { get; init; }

    /// <summary>Time between actions [s].</summary>
    public double ControlTimestep { get; init; } = 0.02;

    /// <summary>Integration step [s].</summary>
    public double Timestep { get; init; } = 0.004;

    /// <summary>Actions that must be left when an episode begins.</summary>
    public int MinimumSteps { get; init; } = 10;

    /// <summary>Scale of the noise on starts; 1 is 0.03 rad on joints, 5 mm on the root, 0.3 rad/s and 3 cm/s.</summary>
    public double StartNoise { get; init; }

    /// <summary>Share of starts that are disturbed.</summary>
    public double StartNoiseShare { get; init; } = 0.5;

    /// <summary>Noise on the controls, in actions, and pushes; null for none.</summary>
    public Disturbance? Disturbance { get; init; }

    /// <summary>Most actions of an episode, or null for the whole reference.</summary>
    public int? Steps { get; init; }

    /// <summary>Reads settings of an experiment.</summary>
    /// <exception cref="InputException">A setting is missing, unknown or out of range.</exception>
    public static TrackingSettings From(TaskSettings settings)
    {
        var s = new PartSettings(Place, settings.Values.Only(k => !k.StartsWith(RewardPrefix, StringComparison.Ordinal)), Names);
        var basis = new TrackingSettings { Reference = s.Text("reference", "") };
        // A file that is named now comes before what an agent was trained with.
        var library = basis.Reference.Length > 0 ? null : LibraryRecipe.From(s);
        if (basis.Reference.Length == 0 && library is null)
            throw new InputException(Place, "names no reference", "Add reference: FILE.h5, a library of motions, or reference: { generator: … }.");
        var rewards = RewardSets.All.Keys.ToArray();
        var reward = rewards[s.Choice("reward", rewards)];
        var read = basis with
        {
            Split = (ClipSplit)s.Choice("split", "train", "test", "all"),
            Behaviours = s.Text("behaviours", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Clip = s.Text("clip", "") is { Length: > 0 } clip ? clip : null,
            Frame = s.Has("frame") ? s.Count("frame", 0) : null,
            Library = library,
            Teacher = s.Text("teacher", "") is { Length: > 0 } teacher ? teacher : null,
            Teaching = s.Has("teacher") ? null : TeacherRecipe.From(s),
            Offsets = s.Choice("actions", "controls", "offsets") == 1,
            ActionScales = Scales(s),
            Reward = reward,
            Weights = Numbers(settings.Values.Below(RewardPrefix)),
            Termination = s.Choice("termination", "mimic", "track-mjx", "none", "both") switch { 0 => TrackingRule.Mimic, 1 => TrackingRule.TrackMjx, 2 => TrackingRule.None, _ => TrackingRule.Both },
            Threshold = s.Number("threshold", basis.Threshold, 1e-6),
            LookAhead = Between(s, "look_ahead", basis.LookAhead, 1, 50),
            Segments = s.Flag("segments", basis.Segments),
            ControlTimestep = s.Number("control_timestep", basis.ControlTimestep, 1e-4, 1),
            Timestep = s.Number("timestep", basis.Timestep, 1e-5, 0.02),
            MinimumSteps = Between(s, "minimum_steps", basis.MinimumSteps, 1, 100000),
            StartNoise = s.Number("start_noise", basis.StartNoise, 0, 100),
            StartNoiseShare = s.Number("start_noise_share", basis.StartNoiseShare, 0, 1),
            Disturbance = Disturbed(s),
            Steps = s.Has("steps") ? Between(s, "steps", 0, 1, int.MaxValue) : null,
        };
        return read is { Offsets: true, Taught: false }
            ? throw new InputException(Place, "is to move what a teacher follows, and names no teacher", "Add teacher: FILE.json, or teacher: { generations: 0 }.")
            : read;
    }

    private static Disturbance? Disturbed(PartSettings s)
    {
        var basis = new Disturbance();
        var read = basis with { Noise = s.Number("noise", 0, 0, 10), PushEvery = s.Number("push_every", 0), PushSpeed = s.Number("push_speed", basis.PushSpeed) };
        return read is { Noise: 0, PushEvery: 0 } ? null : read;
    }

    private static double[]? Scales(PartSettings s)
    {
        if (s.Text("action_scales", "") is not { Length: > 0 } text)
            return null;
        double[] scales = [.. text.Split(',').Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) ? scale : double.NaN)];
        return scales.All(x => x is > 0 and <= 1) ? scales : throw s.Wrong("action_scales", "has a scale of actions outside (0, 1]");
    }

    private static Dictionary<string, double> Numbers(PlacedSettings weights)
    {
        var s = new PartSettings(Place + ": reward", weights, [.. weights.Keys]);
        return weights.Keys.ToDictionary(k => k, k => s.Number(k, 0, double.MinValue), StringComparer.Ordinal);
    }

    private static int Between(PartSettings s, string name, int otherwise, int low, int high) =>
        s.Count(name, otherwise) is var value && value >= low && value <= high ? value : throw s.Wrong(name, $"has {name} {value}; expected {low} to {high}");
}
