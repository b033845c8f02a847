namespace Embodied.Sdk.Physics;

/// <summary>One world. Not thread-safe: one thread owns it.</summary>
public interface ISimulation : IDisposable
{
    /// <summary>What may be read and written. The spans stay valid until the simulation is disposed.</summary>
    SimulationState State { get; }

    /// <summary>Back to the initial state, time 0, warnings cleared.</summary>
    void Reset();

    /// <summary>Recomputes everything that follows from the state without advancing time.</summary>
    StepResult Forward();

    /// <summary>Advances by <paramref name="substeps"/> integration steps; allocates nothing. Stops at the first divergence and says so.</summary>
    StepResult Step(int substeps);
}

/// <summary>How stepping went.</summary>
public enum StepResult
{
    /// <summary>All numbers are finite.</summary>
    Ok,

    /// <summary>The state became infinite, not a number or absurdly large; the state is no longer meaningful and the episode must end.</summary>
    Diverged,

    /// <summary>A buffer of the engine overflowed: contacts or constraints were dropped.</summary>
    Overflowed,
}
