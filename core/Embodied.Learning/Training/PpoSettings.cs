using Embodied.Sdk.Settings;

namespace Embodied.Learning.Training;

/// <summary>
/// Settings of <see cref="Ppo"/>. The coefficients of the objective are those of Singh et al. 2023; the batch is four times theirs and seen four times instead of
/// ten, because many passes over few episodes follow their noise: such policies were seen to rise, fall and end at nothing.
/// </summary>
internal sealed record PpoSettings
{
    /// <summary>Key of <see cref="ValidationEpisodes"/>.</summary>
    internal const string EpisodesKey = "validation.episodes";

    private static readonly string[] Names =
    [
        "worlds", "horizon", "window", "epochs", "minibatches", "steps", "learning_rate", "schedule", "discount", "lambda", "clip", "clip_values",
        "entropy", "value_weight", "maximum_gradient_norm", "weight_decay", "adam_epsilon", "target_kl", "time_limit_ends", "checkpoint_updates",
        "restart_normalizer", "shards", "critic_updates", EpisodesKey,
    ];

    /// <summary>Worlds stepped together.</summary>
    public int Worlds { get; init; } = 256;

    /// <summary>Steps of each world between updates.</summary>
    public int Horizon { get; init; } = 128;

    /// <summary>Steps a recurrent network is differentiated through; divides the horizon.</summary>
    public int Window { get; init; } = 16;

    /// <summary>Passes over the data of an update.</summary>
    public int Epochs { get; init; } = 4;

    /// <summary>Parts the data is split into, each a step of the optimiser.</summary>
    public int Minibatches { get; init; } = 8;

    /// <summary>Environment steps of the stage.</summary>
    public long Steps { get; init; } = 1_000_000;

    /// <summary>Step size at the beginning of the stage.</summary>
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>Whether the step size falls linearly to 0 within the stage.</summary>
    public bool Linear { get; init; } = true;

    /// <summary>γ.</summary>
    public double Discount { get; init; } = 0.99;

    /// <summary>λ of generalised advantage estimation.</summary>
    public double Lambda { get; init; } = 0.95;

    /// <summary>ε of the clipped objective.</summary>
    public double Clip { get; init; } = 0.2;

    /// <summary>Whether values are clipped to ε around the old ones, too.</summary>
    public bool ClipValues { get; init; } = true;

    /// <summary>Weight of the entropy of actions.</summary>
    public double Entropy { get; init; } = 0.005;

    /// <summary>Weight of the value loss.</summary>
    public double ValueWeight { get; init; } = 0.5;

    /// <summary>Gradients are scaled down to this norm.</summary>
    public double MaximumGradientNorm { get; init; } = 0.5;

    /// <summary>Weight decay.</summary>
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>ε of Adam.</summary>
    public double AdamEpsilon { get; init; } = 1e-5;

    /// <summary>Divergence from the old policy at which an update ends early; 0 for never.</summary>
    public double TargetKl { get; init; }

    /// <summary>Whether running out of time counts as an end of the task instead of a cut.</summary>
    public bool TimeLimitEnds { get; init; }

    /// <summary>Updates between checkpoints and validations.</summary>
    public int CheckpointUpdates { get; init; } = 20;

    /// <summary>Parts of a minibatch that are differentiated side by side: as many cores can learn. The bits depend on it, and not on the number of threads.</summary>
    public int Shards { get; init; } = 2;

    /// <summary>Episodes by which the best checkpoint is chosen, none of which is learnt from; 0 chooses by the episodes of training.</summary>
    public int ValidationEpisodes { get; init; } = 64;

    /// <summary>Whether the stage forgets what observations and returns looked like before.</summary>
    public bool RestartNormalizer { get; init; }

    /// <summary>First updates of the stage in which the critic alone learns: an actor that can do something already is not to be taught by one that knows nothing.</summary>
    public int CriticUpdates { get; init; }

    /// <summary>Whether the critic alone learns now.</summary>
    public bool CriticAlone { get; init; }

    /// <summary>How a stochastic latent is held to its prior.</summary>
    public LatentSettings Latent { get; init; } = new();

    /// <summary>Reads settings over these.</summary>
    /// <exception cref="Sdk.Errors.InputException">A setting is unknown or out of range.</exception>
    public PpoSettings With(string place, IReadOnlyDictionary<string, string> values)
    {
        var s = new PartSettings(place, values, [.. Names, .. LatentSettings.Names]);
        var read = this with
        {
            Worlds = s.Count("worlds", Worlds),
            Horizon = s.Count("horizon", Horizon),
            Window = s.Count("window", FittingWindow(s.Count("horizon", Horizon))),
            Epochs = s.Count("epochs", Epochs),
            Minibatches = s.Count("minibatches", Minibatches),
            Steps = (long)s.Number("steps", Steps, 1, 1e12),
            LearningRate = s.Number("learning_rate", LearningRate, 0, 1),
            Linear = s.Has("schedule") ? s.Choice("schedule", "linear", "constant") == 0 : Linear,
            Discount = s.Number("discount", Discount, 0, 1),
            Lambda = s.Number("lambda", Lambda, 0, 1),
            Clip = s.Number("clip", Clip, 0, 1),
            ClipValues = s.Flag("clip_values", ClipValues),
            Entropy = s.Number("entropy", Entropy),
            ValueWeight = s.Number("value_weight", ValueWeight),
            MaximumGradientNorm = s.Number("maximum_gradient_norm", MaximumGradientNorm),
            WeightDecay = s.Number("weight_decay", WeightDecay, 0, 1),
            AdamEpsilon = s.Number("adam_epsilon", AdamEpsilon, 0, 1),
            TargetKl = s.Number("target_kl", TargetKl),
            TimeLimitEnds = s.Flag("time_limit_ends", TimeLimitEnds),
            CheckpointUpdates = s.Count("checkpoint_updates", CheckpointUpdates),
            RestartNormalizer = s.Flag("restart_normalizer", RestartNormalizer),
            Shards = s.Count("shards", Shards),
            CriticUpdates = s.Count("critic_updates", CriticUpdates),
            ValidationEpisodes = s.Count(EpisodesKey, ValidationEpisodes),
            Latent = LatentSettings.Read(s),
        };
        read.Require(s);
        return read;
    }

    // A horizon that the usual window does not divide is one window.
    private int FittingWindow(int horizon) => horizon > 0 && horizon % Window != 0 ? horizon : Window;

    private void Require(PartSettings s)
    {
        if (Worlds == 0 || Horizon == 0 || Window == 0 || Epochs == 0 || Minibatches == 0 || CheckpointUpdates == 0 || Shards == 0)
            throw s.Wrong("worlds", "has a count of 0: worlds, horizon, window, epochs, minibatches, checkpoint_updates and shards must be at least 1");
        if (Horizon % Window != 0)
            throw s.Wrong("window", $"has window {Window}, which does not divide the horizon {Horizon}");
        if (Worlds * (Horizon / Window) < Minibatches)
            throw s.Wrong("minibatches", $"has {Worlds * (Horizon / Window)} windows, which cannot be split into {Minibatches} minibatches");
    }
}
