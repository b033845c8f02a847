using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Settings;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Events;

/// <summary>A horizontal force on the root, in body weights, for a moment; waiting times are exponential, so that pushes cannot be foreseen.</summary>
/// <param name="every">Mean time between pushes [time].</param>
/// <param name="force">Force as a share of the body's weight.</param>
/// <param name="duration">How long a push lasts [time].</param>
internal sealed class Push(double every, double force, double duration) : IWorldEvent
{
    public static readonly PartSetting[] Settings =
    [
        new("every", "2", "mean time between pushes [s]"),
        new("force", "0.2", "force as a share of the body's weight"),
        new("duration", "0.1", "how long a push lasts [s]"),
    ];

    private int _root;
    private double _weight;
    private double _next;
    private RandomStream _random;

    public static Push From(PartSettings s) => new(s.NumberIn("every", 1e-6, 1e9), s.NumberIn("force", 0, 1000), s.NumberIn("duration", 0, 1e9));

    public void Bind(BodyInScene body)
    {
        var (model, root) = (body.Model, body.Root);
        var joint = Enumerable.Range(0, model.Info.JointCount).Select(model.JointAt).FirstOrDefault(j => j.Segment == root);
        if (joint.PositionSize != 7)
            throw new InputException(body.Body.Id, "has a root that is not free; the event 'push' needs one that is");
        (_root, _weight) = (joint.Velocity, model.Info.SegmentMasses.Sum() * model.Info.Gravity);
    }

    public void Reset(ISimulation simulation, ref RandomStream random)
    {
        if (simulation.State.AppliedForces.IsEmpty)
            throw new InputException("event 'core/push'", "needs a backend that knows forces");
        _random = new(random.NextUInt64());
        _next = Wait();
    }

    public void Before(in StepContext step)
    {
        var forces = step.State.AppliedForces;
        var time = step.State.Time;
        if (time >= _next + duration)
        {
            (forces[_root], forces[_root + 1]) = (0, 0);
            _next = time + Wait();
        }
        else if (time >= _next && forces[_root] == 0 && forces[_root + 1] == 0)
        {
            var (sin, cos) = Math.SinCos(_random.NextUniform(0, Math.Tau));
            (forces[_root], forces[_root + 1]) = (force * _weight * cos, force * _weight * sin);
        }
    }

    private double Wait() => -every * Math.Log(1 - _random.NextDouble());
}
