using Embodied.Runtime.Holding;
using Embodied.Runtime.Sensors;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Plugins;
using Embodied.Sdk.Randomness;
using Embodied.Sdk.Settings;
using Embodied.Sdk.Tasks;

namespace Embodied.Runtime.Events;

/// <summary>Gaussian noise on the initial angles of all hinges and slides.</summary>
/// <param name="deviation">Standard deviation [rad, or length].</param>
internal sealed class JointNoise(double deviation) : IWorldEvent
{
    public static readonly PartSetting[] Settings = [new("deviation", "0.01", "standard deviation [rad, or length for slides]")];

    private int[] _joints = [];

    public static JointNoise From(PartSettings s) => new(s.Number("deviation"));

    public void Bind(BodyInScene body) => _joints = [.. body.Require(ElementKind.Joint, BodyNames.Joints(body)).Select(j => body.Model.JointAt(j).Position)];

    public void Reset(ISimulation simulation, ref RandomStream random)
    {
        var positions = simulation.State.Positions;
        foreach (var joint in _joints)
            positions[joint] += deviation * random.NextGaussian();
    }
}

/// <summary>The lowest point of the body stands on the ground, where its shapes are known.</summary>
internal sealed class OnGround : IWorldEvent
{
    private GroundPlacement? _placement;

    public void Bind(BodyInScene body) => _placement = GroundPlacement.For(body);

    public void Reset(ISimulation simulation, ref RandomStream random) => _placement?.Lower(simulation);
}

/// <summary>The root is turned about the world's vertical by a uniform angle.</summary>
internal sealed class RandomHeading : IWorldEvent
{
    private int _first;
    private bool _free;

    public void Bind(BodyInScene body)
    {
        var root = body.Root;
        var joints = Enumerable.Range(0, body.Model.Info.JointCount).Select(body.Model.JointAt).Where(j => j.Segment == root).ToArray();
        (_first, _free) = joints switch
        {
            [{ PositionSize: 7 } free, ..] => (free.Position + 3, true),
            [{ PositionSize: 1 }, { PositionSize: 1 }, { PositionSize: 1 } turn, ..] => (turn.Position, false),
            _ => throw new InputException(body.Body.Id, "has a root that cannot turn; the event 'random-heading' needs one that can"),
        };
    }

    public void Reset(ISimulation simulation, ref RandomStream random)
    {
        var angle = random.NextUniform(-Math.PI, Math.PI);
        var positions = simulation.State.Positions;
        if (!_free)
        {
            positions[_first] += angle;
            return;
        }

        var q = positions.Slice(_first, 4);
        var turned = new Quat(Math.Cos(angle / 2), 0, 0, Math.Sin(angle / 2)) * new Quat(q[0], q[1], q[2], q[3]);
        (q[0], q[1], q[2], q[3]) = (turned.W, turned.X, turned.Y, turned.Z);
    }
}
