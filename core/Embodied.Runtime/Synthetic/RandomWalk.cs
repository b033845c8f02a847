using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Runtime.Synthetic;

/// <summary>A root that wanders over the floor: turns, goes ahead, and sways a little.</summary>
internal sealed class RandomWalk
{
    private const double Slowest = 0.05;
    private const double Fastest = 0.4;

    // Radians per second, body lengths per second, radians.
    private const double Turning = 1.5;
    private const double Speed = 0.5;
    private const double Sway = 0.15;

    private readonly JointAddress[] _joints;
    private readonly double[] _rest;
    private readonly double _length;
    private readonly Vec3 _ahead;
    private readonly SmoothSignal _turning;
    private readonly SmoothSignal _speed;
    private readonly SmoothSignal _pitch;
    private readonly SmoothSignal _roll;
    private double _heading;
    private double _x;
    private double _y;

    /// <summary>Prepares a root.</summary>
    /// <param name="joints">A free joint, or two slides and a hinge.</param>
    /// <param name="rest">The whole pose at rest.</param>
    /// <param name="ahead">Where the body faces at rest, in the world.</param>
    /// <param name="length">Length of the body, in its unit.</param>
    /// <param name="random">The root's own numbers.</param>
    public RandomWalk(JointAddress[] joints, double[] rest, Vec3 ahead, double length, ref RandomStream random)
    {
        (_joints, _rest, _ahead, _length) = (joints, rest, ahead, length);
        _turning = new(ref random, Slowest, Fastest);
        _speed = new(ref random, Slowest, Fastest);
        _pitch = new(ref random, Slowest, Fastest);
        _roll = new(ref random, Slowest, Fastest);
    }

    /// <summary>Goes on.</summary>
    public void Advance(double time, double step)
    {
        _heading += step * Turning * _turning.At(time);
        var (go, turned) = (step * Speed * _length * 0.5 * (1 + _speed.At(time)), Yaw().Rotate(_ahead));
        _x += go * turned.X;
        _y += go * turned.Y;
    }

    /// <summary>Writes its part of a pose; how high a free root is depends on the pose and stays as it was at rest.</summary>
    public void Write(double time, Span<double> positions)
    {
        var at = _joints[0].Position;
        if (_joints is [_, var along, var about])
        {
            (positions[at], positions[along.Position], positions[about.Position]) = (_rest[at] + _x, _rest[along.Position] + _y, _rest[about.Position] + _heading);
            return;
        }

        var sway = Quat.FromAxisAngle(new(0, 1, 0), Sway * _pitch.At(time)) * Quat.FromAxisAngle(new(1, 0, 0), Sway * _roll.At(time));
        var turned = Yaw() * sway * new Quat(_rest[at + 3], _rest[at + 4], _rest[at + 5], _rest[at + 6]).Normalized();
        (positions[at], positions[at + 1], positions[at + 2]) = (_rest[at] + _x, _rest[at + 1] + _y, _rest[at + 2]);
        (positions[at + 3], positions[at + 4], positions[at + 5], positions[at + 6]) = (turned.W, turned.X, turned.Y, turned.Z);
    }

    private Quat Yaw() => Quat.FromAxisAngle(new(0, 0, 1), _heading);
}
