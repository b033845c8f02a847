using Embodied.Imitation.References;
using Embodied.Imitation.Teaching;
using Embodied.Mujoco.Simulation;
using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Following;

/// <summary>
/// Lets an actor move a body that is not the one it knows, or that it sees late: it is bound to a world of its own, of the model it knows, which is put into the state of
/// the real one at every step. Until enough steps have passed, what it sees is where the real one began.
/// </summary>
/// <param name="actor">The actor, bound to its own world.</param>
/// <param name="own">That world.</param>
/// <param name="real">The world whose body it moves.</param>
/// <param name="late">Control steps by which it sees the real world late.</param>
/// <param name="scale">How much larger the real body is than the one it knows; the root's place and speed are taken in body lengths.</param>
/// <param name="known">The motion in the size it knows; null for the motion that is followed.</param>
internal sealed class MirroredActor(IMotionActor actor, MujocoSimulation own, MujocoSimulation real, int late, double scale = 1, ReferenceMotion? known = null) : IMotionActor
{
    private readonly double[][] _past = [.. Enumerable.Range(0, late + 1).Select(_ => new double[Size(real.State)])];
    private int _seen;
    private double _last;

    /// <inheritdoc/>
    public void Begin(ReferenceMotion motion, double time)
    {
        own.Reset();
        (_seen, _last) = (0, time);
        Look();
        actor.Begin(known ?? motion, time);
    }

    /// <inheritdoc/>
    public void Act(double time, Span<double> controls)
    {
        // Asked again at the same time, while filters settle, nothing has passed.
        if (time > _last)
            (_seen, _last) = (_seen + 1, time);
        if (Look())
            actor.Act(time, controls);
        else
            controls.Clear();
    }

    private bool Look()
    {
        Keep(_past[_seen % _past.Length]);
        Show(_past[Math.Max(0, _seen - late) % _past.Length]);
        return own.Forward() != StepResult.Diverged;
    }

    private void Keep(double[] state)
    {
        var positions = real.State.Positions;
        var velocities = real.State.Velocities;
        positions.CopyTo(state);
        velocities.CopyTo(state.AsSpan(positions.Length));
        real.State.Activations.CopyTo(state.AsSpan(positions.Length + velocities.Length));
    }

    private void Show(ReadOnlySpan<double> state)
    {
        var positions = own.State.Positions;
        var velocities = own.State.Velocities;
        state[..positions.Length].CopyTo(positions);
        state.Slice(positions.Length, velocities.Length).CopyTo(velocities);
        state[(positions.Length + velocities.Length)..].CopyTo(own.State.Activations);
        for (var axis = 0; axis < 3 && scale != 1; axis++)
        {
            positions[axis] /= scale;
            velocities[axis] /= scale;
        }
    }

    private static int Size(SimulationState state) => state.Positions.Length + state.Velocities.Length + state.Activations.Length;
}
