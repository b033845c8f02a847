namespace Embodied.Mujoco.Simulation;

/// <summary>
/// Everything a world's future depends on, in managed memory. From a restored snapshot the same controls lead to the same bits, whatever the world
/// did in between. Reuse one object to save without allocating.
/// </summary>
public sealed class SimulationSnapshot
{
    private double _time;
    private double[] _positions = [];
    private double[] _velocities = [];
    private double[] _activations = [];
    private double[] _controls = [];
    private double[] _warmstart = [];

    internal void Save(MujocoState state, ReadOnlySpan<double> positions)
    {
        _time = state.Time;
        Copy(positions, ref _positions);
        Copy(state.Velocities, ref _velocities);
        Copy(state.Activations, ref _activations);
        Copy(state.Controls, ref _controls);
        Copy(state.Warmstart, ref _warmstart);
    }

    internal void Restore(MujocoState state)
    {
        if (_positions.Length != state.Positions.Length || _velocities.Length != state.Velocities.Length
            || _activations.Length != state.Activations.Length || _controls.Length != state.Controls.Length)
            throw new ArgumentException("The snapshot is empty or was taken from a simulation of another model.", nameof(state));
        state.Time = _time;
        _positions.CopyTo(state.Positions);
        _velocities.CopyTo(state.Velocities);
        _activations.CopyTo(state.Activations);
        _controls.CopyTo(state.Controls);
        _warmstart.CopyTo(state.Warmstart);
    }

    private static void Copy(ReadOnlySpan<double> from, ref double[] to)
    {
        if (to.Length != from.Length)
            to = new double[from.Length];
        from.CopyTo(to);
    }
}
