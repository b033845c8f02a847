using Embodied.Runtime.Holding;
using Embodied.Runtime.Sensors;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Sensing;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Tasks;

/// <summary>
/// Stay as you are: hold the height and the uprightness of the initial pose with little effort. Every term lies in [0, weight] except effort, which
/// costs.
/// </summary>
public sealed class StandTask : ITask, IProvidesSensors
{
    /// <summary>Catalog id.</summary>
    public const string TaskId = "core/stand";

    private readonly StandSettings _settings;
    private readonly IParts _parts;
    private GroundPlacement? _placement;
    private int _root;
    private int[] _joints = [];
    private Interval[] _controls = [];
    private double _height;
    private double _up;

    /// <summary>A task for one environment.</summary>
    public StandTask(StandSettings settings, IParts parts)
    {
        (_settings, _parts) = (settings, parts);
        Info = new()
        {
            Id = TaskId,
            Summary = "Hold the initial pose on the floor.",
            ControlTimestep = settings.ControlTimestep,
            RewardTerms = ["upright", "height", "effort"],
            MaximumSteps = settings.MaximumSteps,
        };
    }

    /// <inheritdoc/>
    public TaskInfo Info { get; }

    /// <summary>All the senses of its own movement that the body offers; known once the task is bound.</summary>
    public IReadOnlyList<ISensor> Sensors { get; private set; } = [];

    /// <inheritdoc/>
    public void Bind(BodyInScene body)
    {
        if (body.Body.Source is FigureSource { Figures.Root: not RootFreedom.Free })
            throw new InputException(body.Body.Id, $"cannot fall, because its root is not free; task '{TaskId}' needs a body that can");
        _root = body.Root;
        Sensors = _parts.Proprioception(body.Body);
        _placement = GroundPlacement.For(body);
        _joints = [.. body.Require(ElementKind.Joint, BodyNames.Joints(body)).Select(j => body.Model.JointAt(j).Position)];
        _controls = [.. body.Model.Info.ControlRanges];
    }

    /// <inheritdoc/>
    public void Reset(ISimulation simulation, ref RandomStream random)
    {
        var positions = simulation.State.Positions;
        foreach (var joint in _joints)
            positions[joint] += _settings.Noise * random.NextGaussian();
        simulation.Forward();
        _placement?.Lower(simulation);
        simulation.Forward();
        (_height, _up) = (Height(simulation.State), Up(simulation.State));
    }

    /// <inheritdoc/>
    public EpisodeEnd Judge(ISimulation simulation, Span<double> terms)
    {
        var state = simulation.State;
        var (height, up) = (Height(state), Up(state));
        var fall = (height - _height) / (0.5 * Math.Max(Math.Abs(_height), 1e-6));
        // How far the root has tilted from its initial tilt, as cosines.
        terms[0] = _settings.UprightWeight * Math.Clamp(1 - Math.Abs(up - _up), 0, 1);
        terms[1] = _settings.HeightWeight * Math.Exp(-4 * fall * fall);
        terms[2] = -_settings.EffortWeight * Effort(state.Controls);
        return height < _settings.FallHeight * _height || up < _up - _settings.FallTilt ? EpisodeEnd.Terminated : EpisodeEnd.None;
    }

    private double Height(SimulationState state) => state.SegmentPositions[(3 * _root) + 2];

    private double Up(SimulationState state) => state.SegmentRotations[(9 * _root) + 8];

    /// <summary>Mean square of the controls, each scaled to [−1, 1] of its range.</summary>
    private double Effort(ReadOnlySpan<double> controls)
    {
        var sum = 0.0;
        for (var i = 0; i < controls.Length; i++)
        {
            var range = _controls[i];
            var u = range.Width > 0 ? (2 * (controls[i] - range.Low) / range.Width) - 1 : controls[i];
            sum += u * u;
        }

        return controls.Length == 0 ? 0 : sum / controls.Length;
    }
}
