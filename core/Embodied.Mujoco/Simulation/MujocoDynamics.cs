using Embodied.Mujoco.Native;

namespace Embodied.Mujoco.Simulation;

/// <summary>
/// The equation of motion M(q)·a + c(q, v) = p(q, v) + forces of one world, as numbers: what model-based control needs. Everything belongs to the
/// positions and velocities at the end of the last step, <see cref="MujocoSimulation.Forward"/> or reset. Reads only; allocates nothing after it was
/// made.
/// </summary>
public sealed unsafe class MujocoDynamics
{
    private readonly MujocoSimulation _simulation;
    private readonly MujocoFunctions _functions;
    private readonly MassMatrixReader _mass;
    private readonly double* _bias;
    private readonly double* _passive;
    private readonly double[] _damping;
    private readonly double[] _stiffness;
    private readonly int _segments;

    /// <summary>Binds to a world, which must outlive this.</summary>
    public MujocoDynamics(MujocoSimulation simulation)
    {
        var (model, data, library) = (simulation.ModelPointer, simulation.DataPointer, simulation.Model.Library);
        (_simulation, _functions) = (simulation, library.Functions);
        VelocityCount = simulation.Model.Info.VelocityCount;
        PositionCount = simulation.Model.Info.PositionCount;
        _segments = simulation.Model.Info.SegmentCount;
        _mass = new(library, model, data, VelocityCount);
        _bias = (double*)library.Reader.Pointer(data, "mjData", "qfrc_bias");
        _passive = (double*)library.Reader.Pointer(data, "mjData", "qfrc_passive");
        _damping = ModelTables.Doubles(library, model, "dof_damping").ToArray();
        _stiffness = StiffnessPerVelocity(simulation.Model, ModelTables.Doubles(library, model, "jnt_stiffness"));
        Actuators = new(simulation);
    }

    /// <summary>The world.</summary>
    public MujocoSimulation Simulation => _simulation;

    /// <summary>The actuators as a linear map.</summary>
    public MujocoActuators Actuators { get; }

    /// <summary>Generalised velocities (nv).</summary>
    public int VelocityCount { get; }

    /// <summary>Generalised positions (nq).</summary>
    public int PositionCount { get; }

    /// <summary>Viscous damping per velocity, [nv].</summary>
    public ReadOnlySpan<double> Damping => _damping;

    /// <summary>Stiffness of the joints' springs per velocity, [nv]; a spring of a free or ball joint counts in each of its directions.</summary>
    public ReadOnlySpan<double> Stiffness => _stiffness;

    /// <summary>c: Coriolis, centrifugal and gravitational forces, [nv]; they stand on the side of M·a.</summary>
    public ReadOnlySpan<double> BiasForces => View(_bias);

    /// <summary>p: springs, dampers and fluid, [nv]; they stand on the side of the forces.</summary>
    public ReadOnlySpan<double> PassiveForces => View(_passive);

    /// <summary>M: the joint-space inertia.</summary>
    /// <param name="matrix">Receives [nv × nv], symmetric.</param>
    public void MassMatrix(Span<double> matrix)
    {
        Require(matrix.Length, VelocityCount * VelocityCount, nameof(matrix));
        RequireAlive();
        _mass.Read(matrix);
        GC.KeepAlive(_simulation);
    }

    /// <summary>Derivative of a world point fixed to a segment with respect to the velocities.</summary>
    /// <param name="segment">Segment that carries the point.</param>
    /// <param name="point">World position, [3].</param>
    /// <param name="jacobian">Receives [3 × nv], row-major; overwritten.</param>
    public void PointJacobian(int segment, ReadOnlySpan<double> point, Span<double> jacobian)
    {
        Require(point.Length, 3, nameof(point));
        Require(jacobian.Length, 3 * VelocityCount, nameof(jacobian));
        ArgumentOutOfRangeException.ThrowIfNegative(segment);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(segment, _segments);
        fixed (double* p = point, j = jacobian)
            _functions.Jacobian(_simulation.ModelPointer, _simulation.DataPointer, j, null, p, segment);
        GC.KeepAlive(_simulation);
    }

    /// <summary>The velocities that lead from one pose to another in a unit of time: the error of a pose in the tangent space.</summary>
    /// <param name="from">[nq].</param>
    /// <param name="to">[nq].</param>
    /// <param name="difference">Receives [nv]: of a free root linear in the world frame, then a rotation vector in the frame of <paramref name="from"/>.</param>
    public void Difference(ReadOnlySpan<double> from, ReadOnlySpan<double> to, Span<double> difference)
    {
        Require(from.Length, PositionCount, nameof(from));
        Require(to.Length, PositionCount, nameof(to));
        Require(difference.Length, VelocityCount, nameof(difference));
        RequireAlive();
        fixed (double* a = from, b = to, v = difference)
            _functions.DifferentiatePositions(_simulation.ModelPointer, v, 1, a, b);
        GC.KeepAlive(_simulation);
    }

    private static double[] StiffnessPerVelocity(MujocoModel model, ReadOnlySpan<double> perJoint)
    {
        var stiffness = new double[model.Info.VelocityCount];
        for (var j = 0; j < perJoint.Length; j++)
            stiffness.AsSpan(model.JointAt(j).Velocity, model.JointAt(j).VelocitySize).Fill(perJoint[j]);
        return stiffness;
    }

    private ReadOnlySpan<double> View(double* start)
    {
        RequireAlive();
        return new(start, VelocityCount);
    }

    // Throws when the world was disposed.
    private void RequireAlive() => _ = _simulation.DataPointer;

    private static void Require(int found, int expected, string argument)
    {
        if (found != expected)
            throw new ArgumentException($"holds {found} numbers; the model needs {expected}", argument);
    }
}
