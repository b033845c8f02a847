using Embodied.OdorPlume.Plumes;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Tasks;

namespace Embodied.OdorPlume.Tracking;

/// <summary>Find the source of an odour plume: come within a small radius of it before time runs out and without straying from the plume.</summary>
internal sealed class TrackTask : ITask
{
    /// <summary>Catalog id.</summary>
    public const string TaskId = "odor-plume/track";

    /// <summary>The ways an episode ends.</summary>
    public static readonly TaskOutcome[] Outcomes = [new("home", true), new("out_of_bounds", false), new("out_of_time", false)];

    private readonly TrackSettings _settings;
    private readonly FlightParameters _flight;
    private readonly PlumeEpisode _episode;
    private readonly StartPlaces _places;
    private readonly StrayCheck _stray;
    private PlanarRoot _root;
    private (double X, double Y) _last;
    private int _steps;

    /// <summary>A task for one environment.</summary>
    public TrackTask(TrackSettings settings, PlumeEpisode episode)
    {
        (_settings, _flight, _episode) = (settings, settings.Flight, episode);
        _places = new(settings.Start);
        _stray = new(settings.Flight, episode);
        Info = new()
        {
            Id = TaskId,
            Summary = "Find the source of an odour plume.",
            ControlTimestep = 1.0 / PlumeMovie.Rate,
            RewardTerms = ["home", "tick", "off_odour", "approach", "out_of_bounds"],
            MaximumSteps = settings.Steps,
            Outcomes = Outcomes,
        };
    }

    /// <inheritdoc/>
    public TaskInfo Info { get; }

    /// <inheritdoc/>
    public int Outcome { get; private set; } = -1;

    /// <inheritdoc/>
    public void Bind(BodyInScene body) => _root = PlanarRoot.Of(body);

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random)
    {
        _episode.Begin(ref random);
        var state = simulation.State;
        var (x, y) = _places.Draw(_episode.FrameAt(state.Time), ref random);
        _root.Put(state, x, y);
        _root.Turn(state, _settings.Start.Heading ?? random.NextUniform(0, Math.Tau));
        (_last, _steps, Outcome) = ((x, y), 0, -1);
    }

    /// <inheritdoc/>
    public EpisodeEnd Judge(in StepContext step, Span<double> terms)
    {
        _steps++;
        var here = _root.Place(step.Simulation.State);
        var (distance, before) = (Length(here), Length(_last));
        var frame = _episode.FrameAt(step.Simulation.State.Time);
        var strayed = _stray.IsOut(frame, _flight.StrayBeforeMove ? _last : here, out var gap);
        var home = distance <= _flight.HomeRadius;
        var smells = _episode.Smell(step.Simulation, (float)here.X, (float)here.Y) > PlumeEpisode.Threshold;
        var reward = _settings.Reward;
        terms[0] = home ? reward.Home : 0;
        terms[1] = home ? 0 : reward.Tick;
        terms[2] = smells ? 0 : reward.OffOdour;
        terms[3] = reward.Approach * (smells ? before - distance : Math.Min(0, before - distance));
        terms[4] = strayed ? -reward.OutOfBounds * Penalty(here, distance, gap) : 0;
        _last = here;
        return End(home, strayed);
    }

    private EpisodeEnd End(bool home, bool strayed)
    {
        Outcome = home ? 0 : strayed ? 1 : _steps >= _settings.Steps ? 2 : -1;
        return Outcome switch
        {
            -1 => EpisodeEnd.None,
            2 => EpisodeEnd.Truncated,
            _ => EpisodeEnd.Terminated,
        };
    }

    private double Penalty((double X, double Y) here, double distance, double gap) =>
        _flight.FixedStrayPenalty ?? (((5 * distance) + gap) * (here.X < 0 ? 2 : 1));

    private static double Length((double X, double Y) place) => Math.Sqrt((place.X * place.X) + (place.Y * place.Y));
}
