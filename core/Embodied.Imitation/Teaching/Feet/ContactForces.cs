using System.Numerics.Tensors;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Solving;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Geometry;

namespace Embodied.Imitation.Teaching.Feet;

/// <summary>
/// Contact forces at standing feet that give a free root its wanted acceleration, which no actuator can: force along the edges of a friction pyramid at
/// each point near the ground, found by non-negative least squares over the six rows of the root, with torques weighed by a lever. What the forces do to
/// the joints is then taken off the forces the actuators must give (as in operational-space control with contacts; Sentis and Khatib 2005). Allocates
/// nothing per step.
/// </summary>
internal sealed class ContactForces
{
    private const int Edges = 4;
    private const int Rows = 6;

    private readonly MujocoDynamics _dynamics;
    private readonly FootState[] _feet;
    private readonly double[] _jacobians;
    private readonly double[] _columns;
    private readonly double[] _penalties;
    private readonly double[] _forces;
    private readonly double[] _residual = new double[Rows];
    private readonly double[] _weights = new double[Rows];
    private readonly double[] _place = new double[3];

    public ContactForces(MujocoDynamics dynamics, FootState[] feet)
    {
        (_dynamics, _feet) = (dynamics, feet);
        var points = feet.Sum(f => f.Points.Length);
        _jacobians = new double[points * 3 * dynamics.VelocityCount];
        _columns = new double[points * Edges * Rows];
        _penalties = new double[points * Edges];
        _forces = new double[points * Edges];
    }

    /// <summary>Points that carried force last time.</summary>
    public int Points { get; private set; }

    /// <summary>Takes what contact forces do off the required forces, [nv].</summary>
    public void TakeOff(double[] required, TeacherGains gains)
    {
        for (var i = 0; i < Rows; i++)
        {
            _weights[i] = i < 3 ? 1 : 1 / gains.Lever;
            _residual[i] = _weights[i] * required[i];
        }
        Points = 0;
        foreach (var foot in _feet)
            if (foot.Stands)
                Collect(foot, gains);
        var unknowns = Points * Edges;
        NonNegativeLeastSquares.Solve(_columns.AsSpan(0, unknowns * Rows), _penalties.AsSpan(0, unknowns), _residual, _forces.AsSpan(0, unknowns));
        for (var p = 0; p < Points; p++)
            TakeOff(required, p, gains.Friction);
    }

    private void Collect(FootState foot, TeacherGains gains)
    {
        for (var i = 0; i < foot.Points.Length; i++)
        {
            var place = foot.Points[i];
            if (place.Z >= gains.ContactHeight) continue;
            var size = _dynamics.VelocityCount;
            var jacobian = Jacobian(Points);
            (_place[0], _place[1], _place[2]) = (place.X, place.Y, place.Z);
            _dynamics.PointJacobian(foot.Segments[i], _place, jacobian);
            var away = place.Z / gains.ContactFade;
            for (var e = 0; e < Edges; e++)
            {
                var edge = (Points * Edges) + e;
                var (x, y) = Tangent(e, gains.Friction);
                for (var row = 0; row < Rows; row++)
                    _columns[(edge * Rows) + row] = _weights[row] * (jacobian[(2 * size) + row] + (x * jacobian[row]) + (y * jacobian[size + row]));
                _penalties[edge] = gains.ForcePenalty * (1 + (away * away));
            }
            Points++;
        }
    }

    private void TakeOff(double[] required, int point, double friction)
    {
        var (size, force) = (_dynamics.VelocityCount, Vec3.Zero);
        for (var e = 0; e < Edges; e++)
        {
            var (x, y) = Tangent(e, friction);
            force += _forces[(point * Edges) + e] * new Vec3(x, y, 1);
        }
        var jacobian = Jacobian(point);
        TensorPrimitives.MultiplyAdd(jacobian[..size], -force.X, required, required);
        TensorPrimitives.MultiplyAdd(jacobian.Slice(size, size), -force.Y, required, required);
        TensorPrimitives.MultiplyAdd(jacobian.Slice(2 * size, size), -force.Z, required, required);
    }

    private Span<double> Jacobian(int point) => _jacobians.AsSpan(point * 3 * _dynamics.VelocityCount, 3 * _dynamics.VelocityCount);

    // Four edges: forwards, backwards, left and right of the normal.
    private static (double X, double Y) Tangent(int edge, double friction) => edge switch
    {
        0 => (friction, 0),
        1 => (-friction, 0),
        2 => (0, friction),
        _ => (0, -friction),
    };
}
