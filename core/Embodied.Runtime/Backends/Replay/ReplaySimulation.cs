using Embodied.Sdk.Physics;

namespace Embodied.Runtime.Backends.Replay;

/// <summary>A world that follows a recording; everything derived is computed by the world it decorates.</summary>
internal sealed class ReplaySimulation : ISimulation
{
    private readonly IKinematics? _kinematics;
    private readonly Motion _motion;
    private readonly double _timestep;
    private long _steps;
    private double _start;

    public ReplaySimulation(ISimulation inner, IKinematics? kinematics, Motion motion, double timestep)
    {
        (Inner, _kinematics, _motion, _timestep) = (inner, kinematics, motion, timestep);
        Reset();
    }

    /// <summary>The decorated world.</summary>
    public ISimulation Inner { get; }

    public SimulationState State => Inner.State;

    public void Reset()
    {
        Inner.Reset();
        Show(0);
    }

    public StepResult Forward() => Inner.Forward();

    public StepResult Step(int substeps)
    {
        // Time is counted in steps from the last time somebody set it, so that hours of replay do not drift.
        if (State.Time != _start + (_steps * _timestep))
            (_start, _steps) = (State.Time, 0);
        _steps += substeps;
        return Show(_start + (_steps * _timestep));
    }

    public void Dispose()
    {
        _kinematics?.Dispose();
        Inner.Dispose();
    }

    private StepResult Show(double time)
    {
        State.Time = time;
        _motion.Pose(time, _kinematics, State.Positions, State.Velocities);
        return Inner.Forward();
    }
}
