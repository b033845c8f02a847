using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Backends.Planar;

/// <summary>One world of planar agents.</summary>
internal sealed class PlanarSimulation : ISimulation
{
    private readonly PlanarModel _model;
    private readonly PlanarState _state;
    private readonly PlanarActuator[] _actuators;
    private readonly double[] _facings;
    private readonly double[] _speeds;

    public PlanarSimulation(PlanarModel model)
    {
        _model = model;
        _state = new(model);
        _actuators = [.. model.Actuators];
        _facings = [.. model.Agents.Select(a => a.Facing)];
        _speeds = new double[3 * model.Agents.Count];
        Reset();
    }

    public SimulationState State => _state;

    public void Reset()
    {
        _state.Time = 0;
        _state.Velocities.Clear();
        _state.Activations.Clear();
        _state.Controls.Clear();
        _state.WritableAccelerations.AsSpan().Clear();
        for (var i = 0; i < _model.Agents.Count; i++)
        {
            var origin = _model.Agents[i].Origin;
            (_state.Positions[3 * i], _state.Positions[(3 * i) + 1], _state.Positions[(3 * i) + 2]) = (origin.X, origin.Y, 0);
        }

        _state.Frames.Pose(_state.Positions);
    }

    public StepResult Forward()
    {
        _state.Frames.Pose(_state.Positions);
        return Finite();
    }

    public StepResult Step(int substeps)
    {
        var timestep = _model.Info.Timestep;
        for (var n = 0; n < substeps; n++)
        {
            UpdateSpeeds();
            for (var agent = 0; agent < _facings.Length; agent++)
                Move(agent, timestep);
            _state.Time += timestep;
        }

        return Forward();
    }

    public void Dispose()
    {
    }

    /// <summary>Speeds in the frame of the body: forward, sideways, turn.</summary>
    private void UpdateSpeeds()
    {
        Array.Clear(_speeds);
        var controls = _state.Controls;
        var activations = _state.Activations;
        for (var i = 0; i < _actuators.Length; i++)
        {
            ref readonly var actuator = ref _actuators[i];
            activations[i] += actuator.Approach * (actuator.Range.Clamp(controls[i]) - activations[i]);
            _speeds[(3 * actuator.Agent) + actuator.Direction] = actuator.Gain * activations[i];
        }
    }

    /// <summary>The exact path for speeds held over the step: an arc when the body turns, a line when it does not.</summary>
    private void Move(int agent, double timestep)
    {
        var q = _state.Positions.Slice(3 * agent, 3);
        var v = _state.Velocities.Slice(3 * agent, 3);
        var (forward, sideways, turn) = (_speeds[3 * agent], _speeds[(3 * agent) + 1], _speeds[(3 * agent) + 2]);
        var half = 0.5 * turn * timestep;
        // ∫₀ᵀ cos(θ + ωt) dt = T · sinc(ωT/2) · cos(θ + ωT/2), and the same with sine.
        var chord = timestep * (Math.Abs(half) < 1e-8 ? 1 : Math.Sin(half) / half);
        var middle = _facings[agent] + q[2] + half;
        var (sin, cos) = Math.SinCos(middle);
        q[0] += chord * ((forward * cos) - (sideways * sin));
        q[1] += chord * ((forward * sin) + (sideways * cos));
        q[2] += turn * timestep;
        (sin, cos) = Math.SinCos(_facings[agent] + q[2]);
        SetVelocity(agent, v, ((forward * cos) - (sideways * sin), (forward * sin) + (sideways * cos), turn), timestep);
    }

    private void SetVelocity(int agent, Span<double> velocity, (double X, double Y, double Turn) next, double timestep)
    {
        var acceleration = _state.WritableAccelerations.AsSpan(3 * agent, 3);
        acceleration[0] = (next.X - velocity[0]) / timestep;
        acceleration[1] = (next.Y - velocity[1]) / timestep;
        acceleration[2] = (next.Turn - velocity[2]) / timestep;
        (velocity[0], velocity[1], velocity[2]) = next;
    }

    private StepResult Finite()
    {
        foreach (var q in _state.Positions)
        {
            if (!double.IsFinite(q))
                return StepResult.Diverged;
        }

        return StepResult.Ok;
    }
}
