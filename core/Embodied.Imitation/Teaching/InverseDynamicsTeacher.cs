using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Feet;
using Embodied.Imitation.Teaching.Gains;
using Embodied.Imitation.Teaching.Motions;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Errors;

namespace Embodied.Imitation.Teaching;

/// <summary>
/// Follows a motion without having learned anything: wanted accelerations, the forces they need, the share of them that the ground gives through the
/// feet, and the controls that give the rest. With <see cref="TeacherGains.Feet"/> the limbs also step. It reads the world's whole state, costs a
/// fraction of a physics step, and answers in any state, so that a network can learn from it. One per world; allocates nothing per step.
/// </summary>
public sealed class InverseDynamicsTeacher : IMotionActor
{
    private readonly TeacherBody _body;
    private readonly MujocoDynamics _dynamics;
    private readonly FootState[] _feet;
    private readonly WantedMotion _wanted;
    private readonly RequiredForces _forces;
    private readonly FootKinematics _kinematics;
    private readonly ContactForces _contacts;
    private readonly ActuatorMatch _match;
    private ReferenceMotion? _motion;
    private MotionGeometry? _geometry;
    private TeacherGains _gains = TeacherGainSets.Still;
    private TeacherGains _inUnits = TeacherGainSets.Still;

    /// <summary>Binds to a world.</summary>
    /// <exception cref="InputException">A gain is out of range, the world is not of the body's scene, or an actuator is not linear in its control.</exception>
    public InverseDynamicsTeacher(MujocoSimulation simulation, TeacherBody body, TeacherGains gains)
    {
        _body = body;
        _dynamics = new(simulation);
        if (_dynamics.PositionCount != body.Model.Info.PositionCount || _dynamics.VelocityCount != body.Model.Info.VelocityCount)
            throw new InputException(body.Id, "the world was made from another scene than the one the body was found in");
        _feet = [.. body.Feet.Select(f => new FootState(f))];
        _wanted = new(body, _dynamics);
        _forces = new(_dynamics);
        _kinematics = new(_dynamics, _feet);
        _contacts = new(_dynamics, _feet);
        _match = new(body, _dynamics);
        Gains = gains;
    }

    /// <summary>How it follows. May be changed between steps.</summary>
    /// <exception cref="InputException">A gain is out of range.</exception>
    public TeacherGains Gains
    {
        get => _gains;
        set
        {
            TeacherGainsFile.Check(value, _body.Id);
            (_gains, _inUnits) = (value, value.InUnits(_body.MetresPerLength));
        }
    }

    /// <summary>Moves what is followed away from the motion, in the tangent space of its pose, [nv] (metres of the model, radians); 0 at first.</summary>
    public Span<double> Offsets => _wanted.Offsets;

    /// <summary>The force that each actuator was to give in the last act, whether it can or not, [actuators].</summary>
    internal ReadOnlySpan<double> Forces => _match.Forces;

    /// <inheritdoc/>
    public void Begin(ReferenceMotion motion, double time)
    {
        _geometry = _body.GeometryOf(motion);
        _motion = motion;
    }

    /// <summary>Controls towards a motion; the first call for a motion does what <see cref="Begin"/> does.</summary>
    public void Act(ReferenceMotion motion, double time, Span<double> controls)
    {
        if (!ReferenceEquals(motion, _motion))
            Begin(motion, time);
        Act(time, controls);
    }

    /// <inheritdoc/>
    /// <exception cref="DivergenceException">The state is no longer finite.</exception>
    public void Act(double time, Span<double> controls)
    {
        var motion = _motion ?? throw new InvalidOperationException("Begin was not called.");
        _wanted.Aim(motion, time, _inUnits);
        if (_body.RootVelocities > 0)
            MoveFeet(time);
        _wanted.Accelerate(_inUnits);
        _forces.Compute(_wanted, _inUnits.Horizon);
        if (_body.RootVelocities > 0)
            _contacts.TakeOff(_forces.Values, _inUnits);
        _match.Solve(_forces.Values, _wanted.Velocity, _inUnits.Horizon, controls);
    }

    private void MoveFeet(double time)
    {
        foreach (var foot in _feet)
        {
            foot.Stands = true;
            foot.Update(_dynamics.Simulation.State);
        }
        if (_inUnits.Feet is not null)
            _kinematics.Adjust(_geometry!, time, _wanted, _inUnits);
    }
}
