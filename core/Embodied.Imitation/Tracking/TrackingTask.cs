using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Trials;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Environments;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Tasks;

namespace Embodied.Imitation.Tracking;

/// <summary>
/// Follow a reference motion (Peng et al. 2018; Hasenclever et al. 2020; Aldarondo et al. 2024). Episodes begin anywhere in any clip with its pose and its
/// velocity, end when the body has lost it, and are cut off where it ends. With a teachers' book the task demonstrates.
/// </summary>
public sealed class TrackingTask : ITask, IProvidesSensors, IDemonstrates, IHasReference
{
    /// <summary>Catalog id.</summary>
    public const string TaskId = "core/tracking";

    private const int Completed = 0;
    private const int Lost = 1;

    private readonly TrackingSettings _settings;
    private readonly TrackingShelf _shelf;
    private readonly IReadOnlyList<ReferenceMotion> _motions;
    private readonly ScaledActuation _actuation;
    private readonly OffsetActuation? _offsets;
    private readonly IParts _parts;
    private readonly RewardTerm[] _reward;
    private readonly ReferenceCursor _cursor = new();
    private readonly FailureLimits _limits;
    private TrackingShelf.Bound? _bound;
    private World? _world;
    private GainSchedule? _schedule;
    private int _step;

    internal TrackingTask(TrackingSettings settings, TrackingShelf shelf, ScaledActuation actuation, OffsetActuation? offsets, IParts parts)
    {
        (_settings, _shelf, _actuation, _offsets, _parts, _motions) = (settings, shelf, actuation, offsets, parts, shelf.Motions(settings));
        if (_offsets is not null)
            _offsets.Follow = Follow;
        _reward = RewardSets.With(TaskId, settings.Reward, settings.Weights);
        _limits = new() { Deviation = settings.Threshold };
        Info = new()
        {
            Id = TaskId,
            Summary = "Follow a reference motion.",
            ControlTimestep = settings.ControlTimestep,
            RewardTerms = [.. _reward.Select(t => t.Name)],
            Outcomes = [new("completed", true), new("lost", false)],
        };
    }

    /// <inheritdoc/>
    public TaskInfo Info { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ISensor> Sensors { get; private set; } = [];

    /// <inheritdoc/>
    public int Outcome { get; private set; } = -1;

    /// <inheritdoc/>
    public bool Demonstrates => _settings.Taught;

    /// <inheritdoc/>
    public ReadOnlySpan<double> ReferencePose => _cursor.Motion is null ? [] : _cursor.Pose(0);

    /// <summary>The motion of the episode.</summary>
    public ReferenceMotion Motion => _cursor.Motion;

    /// <summary>Time since the first frame of the motion [s].</summary>
    public double Time => _cursor.Time;

    /// <summary>How far the body is from its reference after the last step.</summary>
    public FollowingErrors Errors { get; private set; }

    /// <summary>Distance of each tracked segment after the last step [m], [tracked].</summary>
    public ReadOnlySpan<double> SegmentErrors => _world is null ? [] : _world.Meter.Segments;

    /// <summary>Absolute difference of each velocity of a joint after the last step [rad], [nv − root].</summary>
    public ReadOnlySpan<double> JointErrors => _world is null ? [] : _world.Meter.Joints;

    /// <inheritdoc/>
    public void Bind(BodyInScene body)
    {
        _bound = _shelf.BindTo(body);
        _cursor.Bind(body.Model);
        var (parts, step) = (_bound.Parts, _motions[0].Timestep);
        var ahead = Enumerable.Range(1, _settings.LookAhead).Select(k => k * step).ToArray();
        double[] soon = [ahead[0]];
        Sensors =
        [
            .. _parts.Proprioception(body.Body),
            new FootHeights(_bound.Taught),
            new RootPositionAhead(_cursor, ahead, parts),
            new RootRotationAhead(_cursor, ahead, parts),
            new JointsAhead(_cursor, ahead, parts),
            .. _settings.Segments ? [new SegmentsAhead(_cursor, ahead, parts)] : Array.Empty<ISensor>(),
            .. _bound.Taught.Feet.Length > 0 ? [new FeetAhead(_cursor, soon, _bound.Taught, parts)] : Array.Empty<ISensor>(),
        ];
    }

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random)
    {
        var world = _world ??= new(_bound!, (MujocoSimulation)simulation, _settings, _actuation);
        var motion = _motions[random.NextInt(_motions.Count)];
        var starts = TrackingShelf.Starts(motion, _settings);
        var frame = _settings.Frame ?? random.NextInt(starts);
        if (frame >= starts)
            throw new InputException(motion.Name, $"has {motion.Frames} frames: an episode may begin at 0 … {starts - 1}, not at {frame}", "Lower frame, minimum_steps or look_ahead.");
        _cursor.Begin(motion, _bound!.FeaturesOf(motion), _bound.Taught.GeometryOf(motion), frame);
        if (!world.Begin(motion, frame, ref random))
            throw new DivergenceException($"The pose of frame {frame} of '{motion.Name}' cannot be simulated.");
        (_step, Outcome, _schedule) = (0, -1, null);
    }

    /// <inheritdoc/>
    public EpisodeEnd Judge(in StepContext step, Span<double> terms)
    {
        var world = _world!;
        _cursor.Time += _settings.ControlTimestep;
        _step++;
        Errors = world.Meter.Measure(_cursor.Motion, _cursor.Geometry, _cursor.Frame);
        world.Comparison.Measure(step.Simulation.State, _cursor);
        var deviation = FailureLimits.DeviationOf(Errors) / _settings.Threshold;
        for (var i = 0; i < _reward.Length; i++)
            terms[i] = _reward[i].Weight * _reward[i].Value(world.Comparison, deviation);
        if (IsLost())
            return End(Lost, EpisodeEnd.Terminated);
        // The last frame that can still be compared; the reference goes on no further, though the animal did.
        return _cursor.Time + _settings.ControlTimestep > _cursor.Motion.Duration + 1e-9 || _step == _settings.Steps ? End(Completed, EpisodeEnd.Truncated) : EpisodeEnd.None;
    }

    /// <inheritdoc/>
    public void Demonstrate(ISimulation simulation, Span<float> action)
    {
        var world = _world!;
        if (_offsets is not null)
        {
            action.Clear();
            return;
        }

        world.Demonstrate(_cursor.Motion, _cursor.Time, Schedule);
        _actuation.Invert(world.Controls, action);
    }

    private GainSchedule Schedule => _schedule ??= _shelf.Book!.For(_cursor.Motion.Name);

    private void Follow(double[] offsets) => _world!.Follow(_cursor.Motion, _cursor.Time, Schedule, offsets);

    private bool IsLost() => _settings.Termination switch
    {
        TrackingRule.Mimic => _limits.Deviates(Errors),
        TrackingRule.TrackMjx => _limits.Falls(Errors),
        TrackingRule.Both => _limits.Deviates(Errors) || _limits.Falls(Errors),
        _ => false,
    };

    private EpisodeEnd End(int outcome, EpisodeEnd end)
    {
        Outcome = outcome;
        return end;
    }

    /// <summary>What belongs to one world.</summary>
    private sealed class World
    {
        private readonly TrialStart _start;
        private readonly StartNoise _noise;
        private readonly MujocoSimulation _simulation;
        private readonly InverseDynamicsTeacher _teacher;

        private readonly TrackingSettings _settings;
        private readonly Disturber _disturber;

        public World(TrackingShelf.Bound bound, MujocoSimulation simulation, TrackingSettings settings, ScaledActuation actuation)
        {
            (_simulation, _settings, _disturber) = (simulation, settings, new(bound.Taught));
            double[] units = [.. actuation.Units];
            actuation.Disturb = settings.Disturbance is null ? null : state => _disturber.Apply(state, state.Controls, units);
            var dynamics = new MujocoDynamics(simulation);
            _start = new(bound.Taught, simulation);
            _noise = new(bound.Parts, settings, bound.Taught.MetresPerLength);
            Meter = new(bound.Taught, dynamics);
            Comparison = new(bound.Parts, dynamics, bound.Taught.MetresPerLength);
            _teacher = new(simulation, bound.Taught, TeacherGainSets.Still);
            Controls = new double[dynamics.Actuators.Count];
        }

        public FollowingMeter Meter { get; }

        public Comparison Comparison { get; }

        public double[] Controls { get; }

        /// <summary>Puts the world into a frame. The filters of the actuators settle where the forces hold the pose, whoever acts then.</summary>
        public bool Begin(ReferenceMotion motion, int frame, ref RandomStream random)
        {
            Take(TeacherGainSets.Still);
            var started = _start.Apply(motion, frame, _teacher, _noise.Draw(ref random) ? _noise.Apply : null);
            Comparison.Begin(_simulation.State);
            if (_settings.Disturbance is { } disturbance)
                _disturber.Begin(disturbance, _settings.ControlTimestep, random.NextUInt64());
            return started;
        }

        public void Demonstrate(ReferenceMotion motion, double time, GainSchedule schedule)
        {
            Take(schedule.At(time));
            _teacher.Act(motion, time, Controls);
        }

        public void Follow(ReferenceMotion motion, double time, GainSchedule schedule, double[] offsets)
        {
            offsets.CopyTo(_teacher.Offsets);
            Demonstrate(motion, time, schedule);
            _teacher.Offsets.Clear();
            Controls.CopyTo(_simulation.State.Controls);
        }

        // Gains are checked and brought into the body's units when they are taken, which is work.
        private void Take(TeacherGains gains)
        {
            if (!ReferenceEquals(gains, _teacher.Gains))
                _teacher.Gains = gains;
        }
    }
}
