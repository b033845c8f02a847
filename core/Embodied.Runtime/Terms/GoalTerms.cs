using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Settings;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Terms;

/// <summary>Speed over the ground towards the goal, in the unit of speed of the body.</summary>
internal sealed class Approach : IRewardTerm
{
    private const string Part = "the reward term 'approach'";
    private RootMotion _root;
    private double _unit = 1;

    public void Bind(BodyInScene body) => _root = RootMotion.Of(body, Part);

    public void Reset(in StepContext start) => _unit = _root.UnitSpeed(start.State);

    public double Value(in StepContext step) => _root.Along(step.State, _root.Towards(step.State, step.RequireGoal(Part))) / _unit;
}

/// <summary>(1 + cos) / 2 of the angle over the ground between where the root faces and where the goal is.</summary>
internal sealed class Facing : IRewardTerm
{
    private const string Part = "the reward term 'facing'";
    private RootMotion _root;

    public void Bind(BodyInScene body) => _root = RootMotion.Of(body, Part);

    public double Value(in StepContext step) => 0.5 * (1 + _root.Facing(step.State, step.RequireGoal(Part)));
}

/// <summary>The root has faced the goal for a while.</summary>
/// <param name="cosine">Cosine of the largest angle that counts.</param>
/// <param name="hold">How long [time].</param>
internal sealed class Faced(double cosine, double hold) : ITermination
{
    public static readonly PartSetting[] Settings =
    [
        new("angle", "10", "largest angle between where the root faces and where the goal is [degrees]"),
        new("hold", "0.5", "how long it has to last [s]"),
    ];

    private const string Part = "the end 'faced'";
    private RootMotion _root;
    private double _since;

    public static Faced From(PartSettings s) => new(Math.Cos(s.NumberIn("angle", 0, 180) * Math.PI / 180), s.NumberIn("hold", 0, 1e9));

    public void Bind(BodyInScene body) => _root = RootMotion.Of(body, Part);

    public void Reset(in StepContext start) => _since = start.State.Time;

    public bool Holds(in StepContext step)
    {
        if (_root.Facing(step.State, step.RequireGoal(Part)) < cosine)
            _since = step.State.Time;
        return step.State.Time - _since >= hold;
    }
}

/// <summary>The root has come near the goal, over the ground.</summary>
/// <param name="radius">How near [body lengths].</param>
internal sealed class Reached(double radius) : ITermination
{
    public static readonly PartSetting[] Settings = [new("radius", "0.5", "how near over the ground, in body lengths")];

    private const string Part = "the end 'reached'";
    private RootMotion _root;
    private double _length;

    public static Reached From(PartSettings s) => new(s.NumberIn("radius", 1e-6, 1e6));

    public void Bind(BodyInScene body) => (_root, _length) = (RootMotion.Of(body, Part), BodySizes.Of(body, Part).Length);

    public bool Holds(in StepContext step)
    {
        var there = step.RequireGoal(Part) - _root.Position(step.State);
        return Math.Sqrt((there.X * there.X) + (there.Y * there.Y)) <= radius * _length;
    }
}
