using Embodied.Imitation.References;
using Embodied.Imitation.Teaching.Feet;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Physics;

namespace Embodied.Imitation.Teaching.Trials;

/// <summary>
/// Puts a world into a frame of a motion: its pose and its velocities, lifted so that nothing is deeper in the ground than half a millimetre (a deeper
/// start is shot into the air), with the actuators' filters where the actor's first control has them.
/// </summary>
internal sealed class TrialStart
{
    // [m]
    private const double Depth = 0.0005;

    // An actor that corrects for the filters answers to their state; a damped iteration finds where both agree.
    private const int Settling = 16;
    private const double Damping = 0.3;

    private readonly TeacherBody _body;
    private readonly MujocoSimulation _simulation;
    private readonly MujocoActuators _actuators;
    private readonly PlacedShape[] _shapes;
    private readonly double[] _controls;

    /// <summary>Binds to a world.</summary>
    public TrialStart(TeacherBody body, MujocoSimulation simulation)
    {
        (_body, _simulation) = (body, simulation);
        _actuators = new MujocoDynamics(simulation).Actuators;
        _shapes = [.. body.Model.Shapes.Where(s => s.Segment > 0 && s.Shape.Kind != ShapeKind.Plane)];
        _controls = new double[_actuators.Count];
    }

    /// <summary>Resets the world to a frame.</summary>
    /// <param name="motion">The motion.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="actor">Whose first control the filters have settled to.</param>
    /// <param name="disturb">Changes the state before the body is lifted; null for none.</param>
    /// <returns>Whether the pose can be simulated at all.</returns>
    public bool Apply(ReferenceMotion motion, int frame, IMotionActor actor, Action<SimulationState>? disturb = null)
    {
        _simulation.Reset();
        var state = _simulation.State;
        motion.Positions(frame).CopyTo(state.Positions);
        motion.Velocities(frame).CopyTo(state.Velocities);
        disturb?.Invoke(state);
        if (_simulation.Forward() == StepResult.Diverged) return false;
        if (_body.RootVelocities > 0 && Lift(state) && _simulation.Forward() == StepResult.Diverged) return false;
        actor.Begin(motion, frame * motion.Timestep);
        Settle(state, frame * motion.Timestep, actor);
        return true;
    }

    private bool Lift(SimulationState state)
    {
        var lowest = double.PositiveInfinity;
        foreach (var placed in _shapes)
        {
            var position = state.SegmentPositions.Slice(3 * placed.Segment, 3);
            var rotation = state.SegmentRotations.Slice(9 * placed.Segment, 9);
            for (var i = 0; i < SolePoints.Count(placed.Shape.Kind); i++)
                lowest = Math.Min(lowest, SolePoints.World(placed.Shape, i, position, rotation).Z);
        }
        var deepest = -Depth / _body.MetresPerLength;
        if (lowest >= deepest) return false;
        state.Positions[2] += deepest - lowest;
        return true;
    }

    private void Settle(SimulationState state, double time, IMotionActor actor)
    {
        if (state.Activations.Length == 0) return;
        for (var round = 0; round < Settling; round++)
        {
            actor.Act(time, _controls);
            for (var i = 0; i < _actuators.Count; i++)
                if (_actuators.ActivationOf(i) is >= 0 and var at)
                    state.Activations[at] += Damping * (_controls[i] - state.Activations[at]);
        }
    }
}
