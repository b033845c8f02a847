using Embodied.Sdk.Bodies;
using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;

namespace Embodied.Rodent.Synthetic;

/// <summary>A point of a segment and where it should be.</summary>
/// <param name="Segment">Index of the segment.</param>
/// <param name="Offset">The point in the segment's frame.</param>
/// <param name="Target">Where it should be, world.</param>
/// <param name="Weight">Weight of the error along x, y, z.</param>
internal readonly record struct PointGoal(int Segment, Vec3 Offset, Vec3 Target, Vec3 Weight);

/// <summary>
/// Damped least squares (Levenberg) on a few hinges: brings points to goals and otherwise keeps near a preferred posture, within the joint ranges.
/// </summary>
internal sealed class LimbSolver
{
    private readonly IKinematics _kinematics;
    private readonly (int Position, int Velocity, Interval Range)[] _joints;
    private readonly double _preference;
    private readonly double _damping;
    private readonly double[] _jacobian;
    private readonly double[] _normal;
    private readonly double[] _right;

    /// <summary>Prepares for one limb.</summary>
    /// <param name="kinematics">Poses; shared by all limbs of one thread.</param>
    /// <param name="model">The model.</param>
    /// <param name="joints">The hinges that may move.</param>
    /// <param name="preferred">Preferred angles [rad].</param>
    /// <param name="preference">Weight of the preferred angles against squared lengths [length²/rad²].</param>
    /// <param name="damping">Weight of staying where the iteration before ended, likewise; keeps redundant hinges calm.</param>
    public LimbSolver(IKinematics kinematics, IModel model, IReadOnlyList<int> joints, double[] preferred, double preference, double damping)
    {
        (_kinematics, Preferred, _preference, _damping) = (kinematics, preferred, preference, damping);
        _joints = [.. joints.Select(j => model.JointAt(j)).Select(j => (j.Position, j.Velocity, j.Range ?? new Interval(-Math.PI, Math.PI)))];
        _jacobian = new double[3 * model.Info.VelocityCount];
        _normal = new double[_joints.Length * _joints.Length];
        _right = new double[_joints.Length];
    }

    /// <summary>Preferred angles [rad]; may be changed between poses.</summary>
    public double[] Preferred { get; }

    /// <summary>One iteration from the pose that the kinematics hold, which must be that of <paramref name="positions"/>; changes only its hinges.</summary>
    public void Improve(Span<double> positions, ReadOnlySpan<PointGoal> goals)
    {
        var n = _joints.Length;
        for (var i = 0; i < n; i++)
        {
            _normal.AsSpan(i * n, n).Clear();
            _normal[(i * n) + i] = _preference + _damping;
            _right[i] = _preference * (Preferred[i] - positions[_joints[i].Position]);
        }

        foreach (ref readonly var goal in goals)
            Add(goal);
        FreezeAtLimits(positions);
        Solve(_normal, _right, n);
        for (var i = 0; i < n; i++)
        {
            ref var angle = ref positions[_joints[i].Position];
            angle = _joints[i].Range.Clamp(angle + Math.Clamp(_right[i], -0.5, 0.5));
        }
    }

    // A hinge that stands at its limit and is pushed beyond it takes no part in this iteration, so that the others do its work.
    private void FreezeAtLimits(ReadOnlySpan<double> positions)
    {
        var n = _joints.Length;
        for (var i = 0; i < n; i++)
        {
            var (angle, range) = (positions[_joints[i].Position], _joints[i].Range);
            if (!((angle >= range.High && _right[i] > 0) || (angle <= range.Low && _right[i] < 0)))
                continue;
            for (var j = 0; j < n; j++)
                _normal[(Math.Max(i, j) * n) + Math.Min(i, j)] = i == j ? 1 : 0;
            _right[i] = 0;
        }
    }

    private void Add(in PointGoal goal)
    {
        var p = _kinematics.Frames.Positions.Slice(3 * goal.Segment, 3);
        var r = _kinematics.Frames.Rotations.Slice(9 * goal.Segment, 9);
        Span<double> point = stackalloc double[3];
        for (var a = 0; a < 3; a++)
            point[a] = p[a] + (r[3 * a] * goal.Offset.X) + (r[(3 * a) + 1] * goal.Offset.Y) + (r[(3 * a) + 2] * goal.Offset.Z);
        _kinematics.PointJacobian(goal.Segment, point, _jacobian);
        AddRow(0, goal.Weight.X, goal.Target.X - point[0]);
        AddRow(1, goal.Weight.Y, goal.Target.Y - point[1]);
        AddRow(2, goal.Weight.Z, goal.Target.Z - point[2]);
    }

    private void AddRow(int axis, double weight, double error)
    {
        if (weight == 0)
            return;
        var n = _joints.Length;
        var row = _jacobian.AsSpan(axis * (_jacobian.Length / 3));
        for (var i = 0; i < n; i++)
        {
            var scaled = weight * row[_joints[i].Velocity];
            _right[i] += scaled * error;
            for (var j = 0; j <= i; j++)
                _normal[(i * n) + j] += scaled * row[_joints[j].Velocity];
        }
    }

    // Cholesky on the lower triangle, in place; the damping keeps it positive.
    private static void Solve(Span<double> a, Span<double> b, int n)
    {
        for (var j = 0; j < n; j++)
        {
            for (var k = 0; k < j; k++)
            {
                for (var i = j; i < n; i++)
                    a[(i * n) + j] -= a[(i * n) + k] * a[(j * n) + k];
            }

            var pivot = Math.Sqrt(a[(j * n) + j]);
            for (var i = j; i < n; i++)
                a[(i * n) + j] /= pivot;
        }

        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
                b[i] -= a[(i * n) + k] * b[k];
            b[i] /= a[(i * n) + i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
                b[i] -= a[(k * n) + i] * b[k];
            b[i] /= a[(i * n) + i];
        }
    }
}
