using System.Numerics.Tensors;
using Embodied.Imitation.Teaching.Solving;
using Embodied.Mujoco.Simulation;
using Embodied.Numerics;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Errors;

namespace Embodied.Imitation.Teaching;

/// <summary>
/// Controls whose forces come nearest to the required joint forces: least squares through the actuators' moments, then through their filters. After the
/// horizon T a filter of time constant τ has gone the share w = 1 − exp(−T/τ) of its way; the control asks that it then be where it is needed. Servos'
/// springs are taken at the length they will have by then. Allocates nothing per step.
/// </summary>
internal sealed class ActuatorMatch
{
    // Against actuators that pull on the same joints; relative to the square of each one's force per activation.
    private const double Ridge = 1e-9;

    private readonly MujocoDynamics _dynamics;
    private readonly MujocoActuators _actuators;
    private readonly IReadOnlyList<Interval> _ranges;
    private readonly int _rootVelocities;
    private readonly double[] _moments;
    private readonly double[] _matrix;
    private readonly double[] _activations;
    private readonly double[] _scale;
    private readonly double[] _norm;
    private readonly double[] _needed;
    private readonly double[] _forces;

    public ActuatorMatch(TeacherBody body, MujocoDynamics dynamics)
    {
        (_dynamics, _actuators, _rootVelocities) = (dynamics, dynamics.Actuators, body.RootVelocities);
        _ranges = body.Model.Info.ControlRanges;
        _moments = new double[_actuators.Count * dynamics.VelocityCount];
        _matrix = new double[_actuators.Count * _actuators.Count];
        (_activations, _scale, _norm) = (new double[_actuators.Count], new double[_actuators.Count], new double[_actuators.Count]);
        _needed = new double[dynamics.VelocityCount];
        _forces = new double[_actuators.Count];
    }

    /// <summary>The force that each actuator was to give at the end of the horizon, whether it can or not, [actuators].</summary>
    public ReadOnlySpan<double> Forces => _forces;

    /// <summary>Writes controls.</summary>
    /// <param name="required">Forces the actuators are to give, [nv]; those of the root are not theirs.</param>
    /// <param name="velocity">Velocities at the end of the horizon, [nv].</param>
    /// <param name="horizon">T.</param>
    /// <param name="controls">Receives controls within their ranges, [nu].</param>
    /// <exception cref="DivergenceException">The state is no longer finite.</exception>
    public void Solve(ReadOnlySpan<double> required, ReadOnlySpan<double> velocity, double horizon, Span<double> controls)
    {
        required.CopyTo(_needed);
        _actuators.Moments(_moments);
        for (var i = 0; i < _actuators.Count; i++)
            TakeOffBias(i, velocity, horizon);
        BuildEquations();
        if (!PositiveDefinite.FactorAndSolve(_matrix, _actuators.Count, _activations) || !TensorPrimitives.IsFiniteAll<double>(_activations))
            throw new DivergenceException("A teacher found no controls: the state of the world is no longer finite.");
        for (var i = 0; i < _actuators.Count; i++)
        {
            _forces[i] += _norm[i] * _activations[i];
            controls[i] = _ranges[i].Clamp(ThroughFilter(i, _activations[i] / _scale[i], horizon));
        }
    }

    private void TakeOffBias(int actuator, ReadOnlySpan<double> velocity, double horizon)
    {
        var moment = Moment(actuator);
        var speed = TensorPrimitives.Dot(moment, velocity);
        var bias = _forces[actuator] = _actuators.BiasForce(actuator, _actuators.Length(actuator) + (horizon * speed), speed);
        if (bias != 0)
            TensorPrimitives.MultiplyAdd(moment, -bias, _needed, _needed);
    }

    // Normal equations over the joints for forces along unit directions; an actuator that moves no joint gets none.
    private void BuildEquations()
    {
        var count = _actuators.Count;
        for (var i = 0; i < count; i++)
        {
            var direction = Direction(i);
            var length = _actuators.Gain(i) == 0 ? 0 : TensorPrimitives.Norm(direction);
            (_scale[i], _norm[i]) = length > 0 ? (_actuators.Gain(i) * length, 1 / length) : (1, 0);
            _activations[i] = _norm[i] * TensorPrimitives.Dot(direction, _needed.AsSpan(_rootVelocities));
            for (var j = 0; j < i; j++)
                _matrix[(i * count) + j] = _norm[i] * _norm[j] * TensorPrimitives.Dot(direction, Direction(j));
            _matrix[(i * count) + i] = 1 + Ridge;
        }
    }

    private ReadOnlySpan<double> Direction(int actuator) => Moment(actuator)[_rootVelocities..];

    private double ThroughFilter(int actuator, double activation, double horizon)
    {
        var (timeConstant, index) = (_actuators.TimeConstant(actuator), _actuators.ActivationOf(actuator));
        if (index < 0 || timeConstant <= 0)
            return activation;
        var share = 1 - Math.Exp(-horizon / timeConstant);
        return (activation - ((1 - share) * _dynamics.Simulation.State.Activations[index])) / share;
    }

    private ReadOnlySpan<double> Moment(int actuator) => _moments.AsSpan(actuator * _dynamics.VelocityCount, _dynamics.VelocityCount);
}
