using System.Numerics.Tensors;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Motions;
using Embodied.Imitation.Teaching.Solving;
using Embodied.Mujoco.Simulation;
using Embodied.Numerics;
using Embodied.Sdk.Geometry;

namespace Embodied.Imitation.Teaching.Feet;

/// <summary>
/// Changes the wanted joint velocities of the limbs so that the feet do what walking needs. A standing foot is to rest in the world while the root
/// moves as wanted, so that it carries the root along. A swinging foot is to be where the motion has it in the world, displaced with the root and by
/// the error of the root's velocity (Raibert 1986). Each limb solves min |J q̇ − r|² + ρ |q̇ − κ e|²: the second term is the ridge of damped least
/// squares (Wampler 1986), centred on the posture, so that what moves no foot keeps the joints from drifting. Allocates nothing per step.
/// </summary>
internal sealed class FootKinematics
{
    // Joint velocities that no foot needs [rad/s].
    private const double Fastest = 40;

    private readonly MujocoDynamics _dynamics;
    private readonly FootState[] _feet;
    private readonly double[] _rootVelocity = new double[6];
    private readonly double[] _jacobian;
    private readonly double[] _point;
    private readonly double[] _matrix;
    private readonly double[] _change;
    private readonly double[] _place = new double[3];

    public FootKinematics(MujocoDynamics dynamics, FootState[] feet)
    {
        (_dynamics, _feet) = (dynamics, feet);
        (_jacobian, _point) = (new double[3 * dynamics.VelocityCount], new double[3 * dynamics.VelocityCount]);
        var largest = feet.Length == 0 ? 0 : feet.Max(f => f.Foot.Limb.Length);
        (_matrix, _change) = (new double[largest * largest], new double[largest]);
    }

    /// <summary>Decides which feet stand, and changes v*.</summary>
    public void Adjust(MotionGeometry geometry, double time, WantedMotion wanted, TeacherGains gains)
    {
        var feet = gains.Feet!;
        AimRoot(wanted, feet);
        for (var f = 0; f < _feet.Length; f++)
        {
            var foot = _feet[f];
            foot.Stands = geometry.Lowest(f, time + feet.StanceLead) <= feet.StanceHeight;
            var residual = foot.Stands ? Stand(foot, wanted, gains) : Swing(foot, f, geometry, time, wanted, feet);
            Solve(foot.Foot, residual, wanted, feet);
        }
    }

    // The velocity that standing feet are to give the root.
    private void AimRoot(WantedMotion wanted, FootGains feet)
    {
        var now = _dynamics.Simulation.State.Velocities;
        var (shift, turn) = (Limit(wanted.Error.AsSpan(0, 3), feet.LargestShift), Limit(wanted.Error.AsSpan(3, 3), feet.LargestTurn));
        for (var i = 0; i < 3; i++)
        {
            _rootVelocity[i] = wanted.Reference[i] + (feet.RootRate * shift * wanted.Error[i]) + (feet.RootVelocity * (wanted.Reference[i] - now[i]));
            _rootVelocity[3 + i] = wanted.Reference[3 + i] + (feet.TurnRate * turn * wanted.Error[3 + i]);
        }
    }

    private Vec3 Stand(FootState foot, WantedMotion wanted, TeacherGains gains)
    {
        MeanJacobian(foot, gains.Feet!.SoleHeight);
        var down = foot.Lowest > gains.ContactFade ? foot.Lowest / gains.Feet.SettleTime : 0;
        return new Vec3(0, 0, -down) - Moved(_rootVelocity, wanted.Velocity);
    }

    private Vec3 Swing(FootState foot, int index, MotionGeometry geometry, double time, WantedMotion wanted, FootGains feet)
    {
        Jacobian(foot.Foot.Tip, foot.Tip, _jacobian);
        var (place, velocity) = geometry.Tip(index, time + feet.Lead);
        var height = Math.Max(0, geometry.Lowest(index, time + feet.Lead));
        var now = _dynamics.Simulation.State.Velocities;
        var ahead = new Vec3(now[0] - wanted.Reference[0], now[1] - wanted.Reference[1], 0);
        var behind = new Vec3(wanted.Error[0], wanted.Error[1], 0);
        var target = place + (feet.Raibert * ahead) - (feet.Shift * behind) + new Vec3(0, 0, (feet.Lift - 1) * height);
        return velocity + (1 / feet.SwingTime * (target - foot.Tip)) - Moved(now[..6], wanted.Velocity);
    }

    // The Jacobian of the mean of the points that stand, or of the lowest one.
    private void MeanJacobian(FootState foot, double height)
    {
        var (count, most) = (0, Math.Max(height, foot.Lowest));
        Array.Clear(_jacobian);
        for (var i = 0; i < foot.Points.Length; i++)
        {
            if (foot.Points[i].Z > most) continue;
            Jacobian(foot.Segments[i], foot.Points[i], _point);
            TensorPrimitives.Add<double>(_jacobian, _point, _jacobian);
            count++;
        }
        TensorPrimitives.Divide(_jacobian, count, _jacobian);
    }

    private void Jacobian(int segment, Vec3 place, double[] jacobian)
    {
        (_place[0], _place[1], _place[2]) = (place.X, place.Y, place.Z);
        _dynamics.PointJacobian(segment, _place, jacobian);
    }

    // J · (root velocity, joint velocities).
    private Vec3 Moved(ReadOnlySpan<double> root, double[] joints)
    {
        var size = joints.Length;
        double Row(int axis, ReadOnlySpan<double> r)
        {
            var row = _jacobian.AsSpan(axis * size, size);
            return TensorPrimitives.Dot(row[..6], r) + TensorPrimitives.Dot<double>(row[6..], joints.AsSpan(6));
        }
        return new(Row(0, root), Row(1, root), Row(2, root));
    }

    private void Solve(Foot foot, Vec3 residual, WantedMotion wanted, FootGains gains)
    {
        var (limb, size, width) = (foot.Limb, foot.Limb.Length, wanted.Velocity.Length);
        for (var a = 0; a < size; a++)
        {
            Vec3 Column(int velocity) => new(_jacobian[velocity], _jacobian[width + velocity], _jacobian[(2 * width) + velocity]);
            var column = Column(limb[a]);
            for (var b = 0; b <= a; b++)
                _matrix[(a * size) + b] = column.Dot(Column(limb[b])) + (a == b ? gains.Ridge : 0);
            _change[a] = column.Dot(residual) + (gains.Ridge * gains.Posture * wanted.Error[limb[a]]);
        }
        if (!PositiveDefinite.FactorAndSolve(_matrix.AsSpan(0, size * size), size, _change.AsSpan(0, size))) return;
        for (var a = 0; a < size; a++)
            wanted.Velocity[limb[a]] += Math.Clamp(_change[a], -Fastest, Fastest);
    }

    // The factor that shortens a vector to a length.
    private static double Limit(ReadOnlySpan<double> vector, double length)
    {
        var norm = TensorPrimitives.Norm(vector);
        return norm > length ? length / norm : 1;
    }
}
