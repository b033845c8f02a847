using Embodied.Runtime.Terms;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Measures;

/// <summary>How far the root has come in an episode, and in what time.</summary>
internal sealed class Travel
{
    private RootMotion _root;
    private Vec3 _from;
    private Vec3 _now;
    private double _began;
    private double _ended;

    /// <summary>Length of the body.</summary>
    public double BodyLength { get; private set; }

    /// <summary>√(g · height of the root at the start); 0 without gravity.</summary>
    public double UnitSpeed { get; private set; }

    /// <summary>Time since the start.</summary>
    public double Time => _ended - _began;

    /// <summary>Distance between start and now: over the ground where there is weight, in space where there is none.</summary>
    public double Distance => (_now - _from).Length;

    /// <summary>Distance per time.</summary>
    public double Speed => Time > 0 ? Distance / Time : 0;

    /// <summary>Whether the body has come far enough for a ratio to its distance: a tenth of its length.</summary>
    public bool Moved => Distance > 0.1 * BodyLength;

    public void Bind(BodyInScene body, string part)
    {
        _root = RootMotion.Of(body, part);
        BodyLength = BodySizes.Of(body, part).Length;
    }

    public void Reset(in StepContext start)
    {
        UnitSpeed = _root.HasWeight ? _root.FroudeSpeed(_root.Height(start.State)) : 0;
        _from = _now = Flat(_root.Position(start.State));
        _began = _ended = start.State.Time;
    }

    public void Observe(in StepContext step) => (_now, _ended) = (Flat(_root.Position(step.State)), step.State.Time);

    private Vec3 Flat(Vec3 place) => _root.HasWeight ? place with { Z = 0 } : place;
}
