using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Motions;
using Embodied.Mujoco.Simulation;

namespace Embodied.Imitation.Teaching.Baselines;

/// <summary>
/// Joint springs and dampers towards the motion, blind to gravity, contacts and the root: force = D (λ e + v_ref), with D the joints' own damping and λ
/// one rate for all. The usual servo of an animated figure.
/// </summary>
public sealed class JointServoActor : IMotionActor
{
    private readonly MujocoDynamics _dynamics;
    private readonly MotionSampler _sampler;
    private readonly ActuatorMatch _match;
    private readonly double _rate;
    private readonly double _horizon;
    private readonly double[] _pose;
    private readonly double[] _error;
    private readonly double[] _velocity;
    private readonly double[] _force;
    private ReferenceMotion? _motion;

    /// <summary>Binds to a world.</summary>
    /// <param name="simulation">The world.</param>
    /// <param name="body">The body.</param>
    /// <param name="rate">λ, at which joint errors are to fall [1/s].</param>
    /// <param name="horizon">Time within which the actuators' filters are to reach their activations [s].</param>
    public JointServoActor(MujocoSimulation simulation, TeacherBody body, double rate = 30, double horizon = 0.06)
    {
        (_dynamics, _sampler, _rate, _horizon) = (new(simulation), new(body.Joints), rate, horizon);
        _match = new(body, _dynamics);
        _pose = new double[_dynamics.PositionCount];
        (_error, _velocity, _force) = (new double[_dynamics.VelocityCount], new double[_dynamics.VelocityCount], new double[_dynamics.VelocityCount]);
    }

    /// <inheritdoc/>
    public void Begin(ReferenceMotion motion, double time) => _motion = motion;

    /// <inheritdoc/>
    public void Act(double time, Span<double> controls)
    {
        var motion = _motion ?? throw new InvalidOperationException("Begin was not called.");
        _sampler.Positions(motion, time, _pose);
        _dynamics.Difference(_dynamics.Simulation.State.Positions, _pose, _error);
        MotionSampler.Velocities(motion, time + _horizon, _velocity);
        for (var i = 0; i < _force.Length; i++)
        {
            _velocity[i] += _rate * _error[i];
            _force[i] = _dynamics.Damping[i] * _velocity[i];
        }
        _match.Solve(_force, _velocity, _horizon, controls);
    }
}
