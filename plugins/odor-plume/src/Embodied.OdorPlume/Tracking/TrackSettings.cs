using Embodied.OdorPlume.Plumes;
using Embodied.OdorPlume.Winds;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Settings;

namespace Embodied.OdorPlume.Tracking;

/// <summary>Settings of the tracking task. The names of the curriculum are those of the published code.</summary>
internal sealed record TrackSettings
{
    private static readonly string[] Known =
    [
        "parameters", "locomotion", "wind", "wind_speed", "wind_seed", "wind_spread", "switch_time", "plume_seed", "plumes", "birthx_max", "birthx",
        "diffusion_min", "diffusion_max", "kernel", "start", "qvar", "diff_min", "diff_max", "x", "y", "heading", "time", "time_from", "time_span",
        "steps", "flipping", "odor_scaling", "obs_noise", "act_noise", "action_feedback", "move_capacity", "turn_capacity", "home_radius",
        "stray_max", "reward.home", "reward.tick", "reward.off_odour", "reward.approach", "reward.out_of_bounds",
    ];

    /// <summary>What the insect can do and what ends an episode.</summary>
    public FlightParameters Flight { get; init; } = FlightParameters.Code;

    /// <summary>The plume; its seed is the first of <see cref="Plumes"/>.</summary>
    public PlumeRecipe Plume { get; init; } = new();

    /// <summary>Plumes of different seeds; every episode takes one of them.</summary>
    public int Plumes { get; init; } = 1;

    /// <summary>Whether puffs are Gaussian instead of square.</summary>
    public bool Gaussian { get; init; }

    /// <summary>Least share of puffs in an episode; the share is uniform from it to 1.</summary>
    public double BirthX { get; init; } = 1;

    /// <summary>Least multiple of the puffs' growth in an episode.</summary>
    public double DiffusionLow { get; init; } = 1;

    /// <summary>Largest multiple of the puffs' growth in an episode.</summary>
    public double DiffusionHigh { get; init; } = 1;

    /// <summary>Where and when episodes begin.</summary>
    public StartSettings Start { get; init; } = new();

    /// <summary>Steps at which an episode is out of time, one less than the published maximum.</summary>
    public int Steps { get; init; } = 299;

    /// <summary>Whether half of the episodes are mirrored about the x axis.</summary>
    public bool Flipping { get; init; }

    /// <summary>Whether odour is scaled by U(0.5, 1.5) per episode.</summary>
    public bool OdourScaling { get; init; }

    /// <summary>Relative noise of observations: each is multiplied by 1 + U(−n, n).</summary>
    public double ObservationNoise { get; init; }

    /// <summary>Relative noise of actions.</summary>
    public double ActionNoise { get; init; }

    /// <summary>Whether the last action is observed.</summary>
    public bool ActionFeedback { get; init; }

    /// <summary>Weights of the reward terms.</summary>
    public RewardWeights Reward { get; init; } = new();

    /// <summary>Reads settings of an experiment.</summary>
    /// <exception cref="InputException">A setting is unknown or out of range.</exception>
    public static TrackSettings From(IReadOnlyDictionary<string, string> values)
    {
        const string place = $"task '{TrackTask.TaskId}'";
        var read = new PartSettings(place, values, Known);
        var flight = read.Choice("parameters", "code", "paper") == 0 ? FlightParameters.Code : FlightParameters.Paper;
        var walking = read.Choice("locomotion", "flying", "walking") == 1;
        flight = Overrule(walking ? flight.Walking() : flight, read);
        var steps = Math.Max(2, read.Count("steps", 300));
        var start = StartSettings.From(read, flight, walking);
        return new()
        {
            Flight = flight,
            Plume = Recipe(read, flight, walking, start, steps),
            Plumes = Math.Max(1, read.Count("plumes", 1)),
            Gaussian = read.Choice("kernel", "singh2023", "gaussian") == 1,
            BirthX = read.Number("birthx", 1, 0.01, 1),
            DiffusionLow = read.Number("diffusion_min", read.Number("diffusion_max", 1, 0.01, 10), 0.01, 10),
            DiffusionHigh = read.Number("diffusion_max", 1, 0.01, 10),
            Start = start,
            Steps = steps - 1,
            Flipping = read.Flag("flipping", false),
            OdourScaling = read.Flag("odor_scaling", false),
            ObservationNoise = read.Number("obs_noise", 0, 0, 1),
            ActionNoise = read.Number("act_noise", 0, 0, 1),
            ActionFeedback = read.Flag("action_feedback", false),
            Reward = RewardWeights.From(read, flight, steps),
        };
    }

    private static FlightParameters Overrule(FlightParameters flight, PartSettings read) => flight with
    {
        MoveCapacity = read.Number("move_capacity", flight.MoveCapacity, 0.001, 40),
        TurnCapacity = read.Number("turn_capacity", flight.TurnCapacity, 0.001, 100),
        HomeRadius = read.Number("home_radius", flight.HomeRadius, 0.001, 10),
        StrayLimit = read.Number("stray_max", flight.StrayLimit, 0.001, 100),
        SwitchTime = read.Number("switch_time", flight.SwitchTime, 0, 3600),
    };

    private static PlumeRecipe Recipe(PartSettings read, FlightParameters flight, bool walking, StartSettings start, int steps) => new()
    {
        Wind = new()
        {
            Name = read.Text("wind", "constant"),
            Speed = read.Number("wind_speed", 0.5, 0.01, 5),
            Seed = read.Count("wind_seed", WindRegime.Published),
            SwitchTime = flight.SwitchTime,
            Spread = read.Number("wind_spread", 30, 0, 180),
        },
        // On foot only the puffs up to 0.5 m count (plume_env.py, set_dataset).
        Physics = new() { MaximumY = flight.MaximumY, MaximumX = walking ? 0.5f : 10 },
        Density = read.Number("birthx_max", 1, 0.01, 1),
        From = start.TimeFrom,
        Until = start.TimeFrom + start.TimeSpan + ((double)steps / PlumeMovie.Rate) + 1,
        Seed = (ulong)read.Count("plume_seed", 137),
    };
}
