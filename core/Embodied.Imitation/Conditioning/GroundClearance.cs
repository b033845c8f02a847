using Embodied.Imitation.Teaching;
using Embodied.Imitation.Teaching.Feet;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Conditioning;

/// <summary>
/// Brings what a pose has under the ground above it, by the joints of its own limb: a fitted skeleton has its feet millimetres too deep, and its tail, which nobody saw, wherever
/// it was. A body that begins there is thrown into the air.
/// </summary>
internal sealed class GroundClearance
{
    // Deeper than this is under the ground [m].
    private const double Depth = 0.0005;

    // Furthest that a joint turns in a round [rad].
    private const double Most = 0.2;
    private const double Damping = 1e-4;
    private const int Rounds = 60;

    private readonly IKinematics _kinematics;
    private readonly (PlacedShape Shape, Hinge[] Limb)[] _parts;
    private readonly double[] _jacobian;
    private readonly double _deepest;

    /// <summary>Binds a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="kinematics">Poses.</param>
    /// <param name="margin">Share of a joint's range that is kept free at either end.</param>
    public GroundClearance(TeacherBody body, IKinematics kinematics, double margin)
    {
        (_kinematics, _deepest) = (kinematics, -Depth / body.MetresPerLength);
        var parents = body.Model.Values("body_parentid");
        var carried = new int[parents.Length];
        foreach (var foot in body.Feet)
        {
            foreach (var segment in Up(parents, foot.Tip))
                carried[segment]++;
        }

        // A limb ends where it meets what carries several feet.
        Hinge[] Limb(int segment) =>
            [.. Up(parents, segment).TakeWhile(s => carried[s] <= 1).SelectMany(s => body.Joints.Where(j => j.Segment == s && j.PositionSize == 1 && j.Velocity >= body.RootVelocities)).Select(j => Hinge.Of(j, margin))];
        _parts =
        [
            .. body.Model.Shapes.Where(s => s.Shape.Kind != ShapeKind.Plane && s.Shape.Contact.Type != 0)
                .Select(s => (s, Limb(s.Segment))).Where(p => p.Item2.Length > 0),
        ];
        _jacobian = new double[3 * body.Model.Info.VelocityCount];
    }

    /// <summary>Bends limbs of a pose until nothing is under the ground, or as far as their joints go.</summary>
    /// <param name="pose">The pose, [positions]; changed.</param>
    public void Clear(Span<double> pose)
    {
        for (var round = 0; round < Rounds && _parts.Length > 0; round++)
        {
            _kinematics.Pose(pose);
            var (part, point) = Lowest();
            if (point.Z >= _deepest)
                return;
            _kinematics.PointJacobian(_parts[part].Shape.Segment, [point.X, point.Y, point.Z], _jacobian);
            Bend(pose, _parts[part].Limb, _jacobian.AsSpan(2 * (_jacobian.Length / 3)), (0.5 * _deepest) - point.Z);
        }
    }

    private (int Part, Vec3 Point) Lowest()
    {
        var (part, lowest) = (0, new Vec3(0, 0, double.PositiveInfinity));
        for (var p = 0; p < _parts.Length; p++)
        {
            var (shape, segment) = (_parts[p].Shape.Shape, _parts[p].Shape.Segment);
            var position = _kinematics.Frames.Positions.Slice(3 * segment, 3);
            var rotation = _kinematics.Frames.Rotations.Slice(9 * segment, 9);
            for (var i = 0; i < SolePoints.Count(shape.Kind); i++)
            {
                var point = SolePoints.World(shape, i, position, rotation);
                if (point.Z < lowest.Z)
                    (part, lowest) = (p, point);
            }
        }

        return (part, lowest);
    }

    // The smallest change of the joints that raises the point; who stands at its limit leaves it to the others.
    private static void Bend(Span<double> pose, Hinge[] limb, ReadOnlySpan<double> levers, double up)
    {
        var squares = 0.0;
        foreach (var hinge in limb)
            squares += hinge.IsFree(pose, levers) ? levers[hinge.Velocity] * levers[hinge.Velocity] : 0;
        foreach (var hinge in limb)
        {
            if (hinge.IsFree(pose, levers))
                pose[hinge.Position] = Math.Clamp(pose[hinge.Position] + Math.Clamp(levers[hinge.Velocity] * up / (squares + (Damping * up)), -Most, Most), hinge.Low, hinge.High);
        }
    }

    private static IEnumerable<int> Up(double[] parents, int segment)
    {
        for (; segment > 0; segment = (int)parents[segment])
            yield return segment;
    }

    /// <summary>A hinge, where it lies among positions and velocities, and how far it may turn [rad].</summary>
    private readonly record struct Hinge(int Position, int Velocity, double Low, double High)
    {
        public static Hinge Of(JointAddress joint, double margin) => joint.Range is { } range
            ? new(joint.Position, joint.Velocity, range.Low + (margin * range.Width), range.High - (margin * range.Width))
            : new(joint.Position, joint.Velocity, double.NegativeInfinity, double.PositiveInfinity);

        /// <summary>Whether it can turn the way that raises a point.</summary>
        public bool IsFree(ReadOnlySpan<double> pose, ReadOnlySpan<double> levers) =>
            levers[Velocity] > 0 ? pose[Position] < High : levers[Velocity] < 0 && pose[Position] > Low;
    }
}
