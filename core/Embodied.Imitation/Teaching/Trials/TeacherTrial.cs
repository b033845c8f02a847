using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Motions;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Teaching.Trials;

/// <summary>
/// Lets an actor follow a motion from a frame and measures how well and for how long. One per world; a trial leaves nothing behind, so that trials give the
/// same numbers in any order and on any thread.
/// </summary>
public sealed class TeacherTrial
{
    private readonly TeacherBody _body;
    private readonly MujocoSimulation _simulation;
    private readonly TrialStart _start;
    private readonly FollowingMeter _meter;
    private readonly Disturber _disturber;
    private readonly TrialTally _tally;
    private readonly double[] _controls;

    /// <summary>Binds to a world.</summary>
    public TeacherTrial(TeacherBody body, MujocoSimulation simulation)
    {
        (_body, _simulation) = (body, simulation);
        _start = new(body, simulation);
        _meter = new(body, new MujocoDynamics(simulation));
        _disturber = new(body);
        _controls = new double[body.Model.Info.ControlCount];
        _tally = new(_controls.Length);
    }

    /// <summary>Standard deviation of each control in the last trial, before noise, [controls].</summary>
    public double[] ControlDeviations() => _tally.ControlDeviations();

    /// <summary>Root of the mean square of each control in the last trial, before noise, [controls].</summary>
    public double[] ControlSizes() => _tally.ControlSizes();

    /// <summary>Tries an actor bound to this world.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="motion">The motion.</param>
    /// <param name="frame">Frame to begin with.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">Of noise and pushes.</param>
    /// <exception cref="InputException">The frame is the motion's last or beyond it, or the control step does not fit the integration step.</exception>
    public TrialResult Run(IMotionActor actor, ReferenceMotion motion, int frame, TrialOptions options, ulong seed = 0)
    {
        var substeps = Substeps(options.ControlStep);
        var steps = StepsOf(motion, frame, options);
        var geometry = _body.GeometryOf(motion);
        _tally.Begin(steps, options);
        _disturber.Begin(options.Disturbance, options.ControlStep, seed);
        var scales = options.ControlScales as double[] ?? [.. options.ControlScales];
        if (!_start.Apply(motion, frame, actor))
            _tally.Diverge();
        for (var step = 0; step < steps && !_tally.Over; step++)
        {
            var time = (frame * motion.Timestep) + (step * options.ControlStep);
            Step(actor, time, scales, substeps);
            if (!_tally.Over)
                _tally.Add(_meter.Measure(motion, geometry, (int)Math.Round((time + options.ControlStep) / motion.Timestep)), _meter.Segments, _meter.Joints);
        }
        return _tally.Result(frame);
    }

    private void Step(IMotionActor actor, double time, double[] scales, int substeps)
    {
        actor.Act(time, _controls);
        _tally.AddControls(_controls);
        _disturber.Apply(_simulation.State, _controls, scales);
        _controls.CopyTo(_simulation.State.Controls);
        if (_simulation.Step(substeps) == StepResult.Diverged)
            _tally.Diverge();
    }

    private int Substeps(double controlStep)
    {
        var (timestep, substeps) = (_body.Model.Info.Timestep, Math.Round(controlStep / _body.Model.Info.Timestep));
        if (!(substeps >= 1) || Math.Abs((substeps * timestep) - controlStep) > 1e-6 * controlStep)
            throw new InputException("control step", $"expected a whole number of integration steps of {timestep} s, found {controlStep} s");
        return (int)substeps;
    }

    private static int StepsOf(ReferenceMotion motion, int frame, TrialOptions options)
    {
        if (frame < 0 || frame >= motion.Frames - 1)
            throw new InputException(motion.Name, $"expected a first frame of 0 … {motion.Frames - 2}, found {frame}");
        var seconds = Math.Min(options.Duration, (motion.Frames - 1 - frame) * motion.Timestep);
        return Math.Max(1, (int)Math.Floor((seconds / options.ControlStep) + 1e-6));
    }
}
