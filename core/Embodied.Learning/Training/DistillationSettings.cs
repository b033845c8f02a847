using Embodied.Sdk.Errors;
using Embodied.Sdk.Settings;

namespace Embodied.Learning.Training;

/// <summary>Settings of <see cref="Distillation"/>.</summary>
public sealed record DistillationSettings
{
    /// <summary>The key that names the teacher; the host reads it.</summary>
    public const string TeacherKey = "teacher";

    /// <summary>Keys of the teacher's own settings begin with this; the host reads them.</summary>
    public const string TeacherPrefix = "teacher_settings.";

    private static readonly string[] Names =
    [
        "worlds", "horizon", "window", "epochs", "minibatches", "steps", "learning_rate", "schedule", "teacher_decay", "lessons", "maximum_gradient_norm",
        "weight_decay", "adam_epsilon", "checkpoint_updates", "noise", "noise_share", "noise_correlation", "shards", "lesson_share",
    ];

    /// <summary>Worlds stepped together.</summary>
    public int Worlds { get; init; } = 64;

    /// <summary>Steps of each world between updates: a lesson.</summary>
    public int Horizon { get; init; } = 128;

    /// <summary>Steps a recurrent network is differentiated through; divides the horizon.</summary>
    public int Window { get; init; } = 128;

    /// <summary>Passes over all kept lessons in an update.</summary>
    public int Epochs { get; init; } = 2;

    /// <summary>Parts each lesson is split into; an update takes as many steps of the optimiser per lesson.</summary>
    public int Minibatches { get; init; } = 4;

    /// <summary>Environment steps in all.</summary>
    public long Steps { get; init; } = 500_000;

    /// <summary>Step size at the beginning.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Whether the step size falls linearly to 0.</summary>
    public bool Linear { get; init; } = true;

    /// <summary>p of β = pⁿ, the share of steps in which the teacher acts in update n = 0, 1, …</summary>
    public double TeacherDecay { get; init; } = 0.5;

    /// <summary>Newest lessons that are kept and learnt from.</summary>
    public int Lessons { get; init; } = 16;

    /// <summary>Share of the kept lessons, drawn anew in each pass, that is learnt from.</summary>
    public double LessonShare { get; init; } = 1;

    /// <summary>Gradients are scaled down to this norm.</summary>
    public double MaximumGradientNorm { get; init; } = 0.5;

    /// <summary>Weight decay.</summary>
    public double WeightDecay { get; init; }

    /// <summary>ε of Adam.</summary>
    public double AdamEpsilon { get; init; } = 1e-8;

    /// <summary>Updates between checkpoints. All episodes begin anew at a checkpoint, so that a resumed run makes the same bits as one never stopped.</summary>
    public int CheckpointUpdates { get; init; } = 20;

    /// <summary>
    /// Largest standard deviation of the noise that is added to what is done, so that the student sees how the teacher recovers; each episode draws its own up to it.
    /// </summary>
    public double Noise { get; init; }

    /// <summary>Share of episodes that are disturbed.</summary>
    public double NoiseShare { get; init; } = 0.7;

    /// <summary>Correlation of the noise from step to step.</summary>
    public double NoiseCorrelation { get; init; } = 0.9;

    /// <inheritdoc cref="PpoSettings.Shards"/>
    public int Shards { get; init; } = 2;

    /// <summary>How a stochastic latent is held to its prior.</summary>
    public LatentSettings Latent { get; init; } = new();

    /// <summary>Reads settings over the defaults.</summary>
    /// <exception cref="InputException">A setting is unknown or out of range.</exception>
    public static DistillationSettings Read(string place, IReadOnlyDictionary<string, string> values)
    {
        var own = values.Only(k => k != TeacherKey && !k.StartsWith(TeacherPrefix, StringComparison.Ordinal));
        var s = new PartSettings(place, own, [.. Names, .. LatentSettings.Names]);
        var basis = new DistillationSettings();
        var horizon = s.Count("horizon", basis.Horizon);
        var read = new DistillationSettings
        {
            Worlds = s.Count("worlds", basis.Worlds),
            Horizon = horizon,
            Window = s.Count("window", s.Has("horizon") ? horizon : basis.Window),
            Epochs = s.Count("epochs", basis.Epochs),
            Minibatches = s.Count("minibatches", basis.Minibatches),
            Steps = (long)s.Number("steps", basis.Steps, 1, 1e12),
            LearningRate = s.Number("learning_rate", basis.LearningRate, 0, 1),
            Linear = s.Choice("schedule", "linear", "constant") == 0,
            TeacherDecay = s.Number("teacher_decay", basis.TeacherDecay, 0, 1),
            Lessons = s.Count("lessons", basis.Lessons),
            MaximumGradientNorm = s.Number("maximum_gradient_norm", basis.MaximumGradientNorm),
            WeightDecay = s.Number("weight_decay", basis.WeightDecay, 0, 1),
            AdamEpsilon = s.Number("adam_epsilon", basis.AdamEpsilon, 0, 1),
            CheckpointUpdates = s.Count("checkpoint_updates", basis.CheckpointUpdates),
            Noise = s.Number("noise", basis.Noise, 0, 10),
            NoiseShare = s.Number("noise_share", basis.NoiseShare, 0, 1),
            NoiseCorrelation = s.Number("noise_correlation", basis.NoiseCorrelation, 0, 0.9999),
            Shards = s.Count("shards", basis.Shards),
            LessonShare = s.Number("lesson_share", basis.LessonShare, 0.001, 1),
            Latent = LatentSettings.Read(s),
        };
        read.Require(s);
        return read;
    }

    private void Require(PartSettings s)
    {
        if (Worlds == 0 || Horizon == 0 || Window == 0 || Epochs == 0 || Minibatches == 0 || CheckpointUpdates == 0 || Shards == 0)
            throw s.Wrong("worlds", "has a count of 0: worlds, horizon, window, epochs, minibatches, checkpoint_updates and shards must be at least 1");
        if (Lessons < 2)
            throw s.Wrong("lessons", $"has lessons {Lessons}; expected at least 2: one before the newest, from which episodes go on");
        if (Horizon % Window != 0)
            throw s.Wrong("window", $"has window {Window}, which does not divide the horizon {Horizon}");
        if (Worlds * (Horizon / Window) < Minibatches)
            throw s.Wrong("minibatches", $"has {Worlds * (Horizon / Window)} windows, which cannot be split into {Minibatches} minibatches");
    }
}
