using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Settings;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Terms;

/// <summary>How the root stands: its height and the cosine of its tilt, now and when the episode began.</summary>
internal sealed class Standing
{
    private int _root;

    public double StartHeight { get; private set; }

    public double StartUp { get; private set; }

    public void Bind(BodyInScene body) => _root = body.Root;

    public void Reset(SimulationState state) => (StartHeight, StartUp) = (Height(state), Up(state));

    public double Height(SimulationState state) => state.SegmentPositions[(3 * _root) + 2];

    public double Up(SimulationState state) => state.SegmentRotations[(9 * _root) + 8];
}

/// <summary>1 − |cos tilt − cos initial tilt|, at least 0.</summary>
internal sealed class Upright : IRewardTerm
{
    private readonly Standing _standing = new();

    public void Bind(BodyInScene body) => _standing.Bind(body);

    public void Reset(in StepContext start) => _standing.Reset(start.State);

    public double Value(in StepContext step) => Math.Clamp(1 - Math.Abs(_standing.Up(step.State) - _standing.StartUp), 0, 1);
}

/// <summary>exp(−4 ((h − h₀) / ½h₀)²) of the root's height.</summary>
internal sealed class HeightKept : IRewardTerm
{
    private readonly Standing _standing = new();

    public void Bind(BodyInScene body) => _standing.Bind(body);

    public void Reset(in StepContext start) => _standing.Reset(start.State);

    public double Value(in StepContext step)
    {
        var fall = (_standing.Height(step.State) - _standing.StartHeight) / (0.5 * Math.Max(Math.Abs(_standing.StartHeight), 1e-6));
        return Math.Exp(-4 * fall * fall);
    }
}

/// <summary>The root is lower than a share of its initial height, or tilted by more than a loss in the cosine of its tilt.</summary>
/// <param name="height">Share of the initial height.</param>
/// <param name="tilt">Loss in the cosine.</param>
internal sealed class Fallen(double height, double tilt) : ITermination
{
    public static readonly PartSetting[] Settings =
    [
        new("height", "0.5", "share of the initial height of the root"),
        new("tilt", "0.7", "loss in the cosine of the root's tilt"),
    ];

    private readonly Standing _standing = new();

    public static Fallen From(PartSettings s) => new(s.NumberIn("height", 0, 1), s.NumberIn("tilt", 0, 3));

    public void Bind(BodyInScene body) => _standing.Bind(body);

    public void Reset(in StepContext start) => _standing.Reset(start.State);

    public bool Holds(in StepContext step) =>
        // Where the root begins below world zero, as on rails of its own, heights have no shares.
        (_standing.StartHeight > 0 && _standing.Height(step.State) < height * _standing.StartHeight) || _standing.Up(step.State) < _standing.StartUp - tilt;
}
