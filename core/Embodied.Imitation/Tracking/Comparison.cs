using System.Numerics.Tensors;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Tracking;

/// <summary>
/// How far a body is from its reference and what it spends, in the quantities that rewards are made of. Metres, radians and the scene's units of force;
/// squares are sums over components. Rewritten after every step; allocates nothing.
/// </summary>
internal sealed class Comparison(TrackedParts parts, MujocoDynamics dynamics, double metres)
{
    private readonly double[] _difference = new double[dynamics.VelocityCount];
    private readonly double[] _appendages = new double[3 * parts.Appendages.Length];
    private readonly double[] _controls = new double[dynamics.Actuators.Count];
    private readonly int[] _velocities = [.. parts.Hinges.Select(h => h.Velocity)];

    /// <summary>|Δ centre of mass|² [m²].</summary>
    public double Centre { get; private set; }

    /// <summary>|Δ root|² [m²].</summary>
    public double Root { get; private set; }

    /// <summary>Half the angle between root orientations, squared [rad²].</summary>
    public double RootHalfAngle { get; private set; }

    /// <summary>Σ (Δ joint)² [rad²].</summary>
    public double Joints { get; private set; }

    /// <summary>Σ (Δ joint velocity)² [rad²/s²].</summary>
    public double JointVelocities { get; private set; }

    /// <summary>Σ |Δ appendage|² in the frame of the root [m²].</summary>
    public double Appendages { get; private set; }

    /// <summary>Σ |Δ end effector|² in the world [m²].</summary>
    public double Effectors { get; private set; }

    /// <summary>Σ (half the angle between orientations)² over tracked segments [rad²].</summary>
    public double Orientations { get; private set; }

    /// <summary>Σ u² of the controls.</summary>
    public double Controls { get; private set; }

    /// <summary>Σ (u − u of the step before)²; 0 in the first step.</summary>
    public double ControlChange { get; private set; }

    /// <summary>Σ |joint velocity · actuator torque| [power].</summary>
    public double Power { get; private set; }

    /// <summary>Mean squared actuator torque over joints.</summary>
    public double Force { get; private set; }

    /// <summary>An episode begins: there is no control before the first.</summary>
    public void Begin(SimulationState state) => state.Controls.CopyTo(_controls);

    /// <summary>Compares the world with its reference.</summary>
    public void Measure(SimulationState state, ReferenceCursor cursor)
    {
        var (frame, features, unit) = (cursor.Frame, cursor.Features, metres * metres);
        dynamics.Difference(state.Positions, cursor.Pose(0), _difference);
        Root = unit * TensorPrimitives.SumOfSquares<double>(_difference.AsSpan(0, 3));
        RootHalfAngle = 0.25 * TensorPrimitives.SumOfSquares<double>(_difference.AsSpan(3, 3));
        Centre = unit * Square(features.Centre(frame), state.SubtreeCentres.Slice(3 * parts.Root, 3));
        CompareJoints(state, cursor.Velocity(0));
        parts.ReadAppendages(state, _appendages);
        Appendages = unit * Square(features.Appendages(frame), _appendages);
        Effectors = unit * SquareOf(features.Effectors(frame), state.SegmentPositions, parts.Effectors);
        Orientations = Turns(features.Orientations(frame), state.SegmentOrientations);
        CompareControls(state.Controls);
    }

    private void CompareJoints(SimulationState state, ReadOnlySpan<double> wanted)
    {
        (Joints, JointVelocities, Power, Force) = (0, 0, 0, 0);
        foreach (var v in _velocities)
        {
            var (change, force) = (wanted[v] - state.Velocities[v], state.JointForces[v]);
            Joints += _difference[v] * _difference[v];
            JointVelocities += change * change;
            Power += Math.Abs(state.Velocities[v] * force);
            Force += force * force;
        }

        Force /= Math.Max(1, _velocities.Length);
    }

    private void CompareControls(ReadOnlySpan<double> controls)
    {
        Controls = TensorPrimitives.SumOfSquares(controls);
        ControlChange = Square(controls, _controls);
        // Kept only now: the change is that to the step before.
        controls.CopyTo(_controls);
    }

    private double Turns(ReadOnlySpan<double> wanted, ReadOnlySpan<double> now)
    {
        var sum = 0.0;
        for (var i = 0; i < parts.Segments.Length; i++)
        {
            var same = Math.Abs(TensorPrimitives.Dot(wanted.Slice(4 * i, 4), now.Slice(4 * parts.Segments[i], 4)));
            var half = Math.Acos(Math.Min(1, same));
            sum += half * half;
        }

        return sum;
    }

    private static double SquareOf(ReadOnlySpan<double> wanted, ReadOnlySpan<double> positions, int[] segments)
    {
        var sum = 0.0;
        for (var i = 0; i < segments.Length; i++)
            sum += Square(wanted.Slice(3 * i, 3), positions.Slice(3 * segments[i], 3));
        return sum;
    }

    private static double Square(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var distance = a.IsEmpty ? 0 : TensorPrimitives.Distance(a, b);
        return distance * distance;
    }
}
