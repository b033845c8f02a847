using Embodied.Sdk.Settings;

namespace Embodied.Learning.Training;

/// <summary>Settings of <see cref="Ppo"/>; the defaults are those of Singh et al. 2023, spread over more worlds.</summary>
public sealed record PpoSettings
{
    private static readonly string[] Names =
    [
        "worlds", "horizon", "window", "epochs", "minibatches", "steps", "learning_rate", "schedule", "discount", "lambda", "clip", "clip_values",
        "entropy", "value_weight", "maximum_gradient_norm", "weight_decay", "adam_epsilon", "target_kl", "time_limit_ends", "checkpoint_updates",
        "restart_normalizer",
    ];

    /// <summary>Worlds stepped together.</summary>
    public int Worlds { get; init; } = 64;

    /// <summary>Steps of each world between updates.</summary>
    public int Horizon { get; init; } = 128;

    /// <summary>Steps a recurrent network is differentiated through; divides the horizon.</summary>
    public int Window { get; init; } = 128;

    /// <summary>Passes over the data of an update.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Parts the data is split into, each a step of the optimiser.</summary>
    public int Minibatches { get; init; } = 4;

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

    /// <summary>Updates between checkpoints. All episodes begin anew at a checkpoint, so that a resumed run makes the same bits as one never stopped.</summary>
    public int CheckpointUpdates { get; init; } = 20;

    /// <summary>Whether the stage forgets what observations and returns looked like before.</summary>
    public bool RestartNormalizer { get; init; }

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
            Window = s.Count("window", s.Has("horizon") && !s.Has("window") ? s.Count("horizon", Horizon) : Window),
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
            Latent = LatentSettings.Read(s),
        };
        read.Require(place);
        return read;
    }

    private void Require(string place)
    {
        if (Worlds == 0 || Horizon == 0 || Window == 0 || Epochs == 0 || Minibatches == 0 || CheckpointUpdates == 0)
            throw new Sdk.Errors.InputException(place, "worlds, horizon, window, epochs, minibatches and checkpoint_updates must be at least 1");
        if (Horizon % Window != 0)
            throw new Sdk.Errors.InputException(place, $"window {Window} does not divide the horizon {Horizon}");
        if (Worlds * (Horizon / Window) < Minibatches)
            throw new Sdk.Errors.InputException(place, $"{Worlds * (Horizon / Window)} windows cannot be split into {Minibatches} minibatches");
    }
}
