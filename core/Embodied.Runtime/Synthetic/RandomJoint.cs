using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Runtime.Synthetic;

/// <summary>One joint that moves at random within its limits.</summary>
internal sealed class RandomJoint
{
    // Hertz: what limbs of animals of any size do at least.
    private const double Slowest = 0.1;
    private const double Fastest = 1;

    // Limits are kept with room to spare.
    private const double Share = 0.9;

    // Without limits: about 30 degrees, or a tenth of the body.
    private const double Turn = 0.5;
    private const double Slide = 0.1;

    private readonly JointAddress _joint;
    private readonly double[] _rest;
    private readonly SmoothSignal[] _signals;
    private readonly double _middle;
    private readonly double _reach;

    /// <summary>Prepares a joint.</summary>
    /// <param name="joint">The joint, of one position or a ball.</param>
    /// <param name="rest">The whole pose at rest.</param>
    /// <param name="slides">Whether it slides.</param>
    /// <param name="length">Length of the body, in its unit.</param>
    /// <param name="random">The joint's own numbers.</param>
    public RandomJoint(JointAddress joint, ReadOnlySpan<double> rest, bool slides, double length, ref RandomStream random)
    {
        (_joint, _rest) = (joint, rest.Slice(joint.Position, joint.PositionSize).ToArray());
        _signals = new SmoothSignal[joint.VelocitySize];
        for (var i = 0; i < _signals.Length; i++)
            _signals[i] = new(ref random, Slowest, Fastest);
        (_middle, _reach) = joint switch
        {
            { PositionSize: 4, Range: { High: > 0 } cone } => (0, Share * cone.High),
            { PositionSize: 1, Range: { } range } => (0.5 * (range.Low + range.High), 0.5 * Share * (range.High - range.Low)),
            { PositionSize: 1 } => (_rest[0], slides ? Slide * length : Turn),
            _ => (0, Turn),
        };
    }

    /// <summary>Writes its part of a pose.</summary>
    public void Write(double time, Span<double> positions)
    {
        if (_joint.PositionSize == 1)
        {
            positions[_joint.Position] = _middle + (_reach * _signals[0].At(time));
            return;
        }

        // Each axis takes its share, so that the whole turn keeps within the cone.
        var axis = new Vec3(_signals[0].At(time), _signals[1].At(time), _signals[2].At(time));
        var rest = new Quat(_rest[0], _rest[1], _rest[2], _rest[3]);
        var turned = axis.Length > 0 ? rest * Quat.FromAxisAngle(axis, _reach * axis.Length / Math.Sqrt(3)) : rest;
        (positions[_joint.Position], positions[_joint.Position + 1], positions[_joint.Position + 2], positions[_joint.Position + 3]) = (turned.W, turned.X, turned.Y, turned.Z);
    }
}
