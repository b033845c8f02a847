using Embodied.Sdk.Physics;

namespace Embodied.Sdk.Physics;

/// <summary>What everything in an environment may know about the control step it takes part in. Spans are valid during the call only.</summary>
public readonly ref struct StepContext
{
    /// <summary>The world: before the step for what acts, after it for what senses and judges.</summary>
    public required ISimulation Simulation { get; init; }

    /// <summary>The action of the step in [−1, 1], [action size]; empty when an episode has just begun.</summary>
    public ReadOnlySpan<float> Action { get; init; }

    /// <summary>The action of the step before, [action size]; empty in the first step of an episode and before it.</summary>
    public ReadOnlySpan<float> PreviousAction { get; init; }

    /// <summary>Control steps finished since the episode began.</summary>
    public int Step { get; init; }

    /// <summary>Integration steps already made within the control step, for actuations that are asked before each.</summary>
    public int Substep { get; init; }

    /// <summary>State of the world.</summary>
    public SimulationState State => Simulation.State;

    /// <summary>The moment after a reset, before anything was done.</summary>
    public static StepContext Start(ISimulation simulation) => new() { Simulation = simulation };
}
