using Embodied.Sdk.Errors;
using Embodied.Sdk.Geometry;

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

    /// <summary>Where the task wants the animal to be, world frame; null for a task without a goal in space.</summary>
    public Vec3? Goal { get; init; }

    /// <summary>State of the world.</summary>
    public SimulationState State => Simulation.State;

    /// <summary>The moment after a reset, before anything was done.</summary>
    public static StepContext Start(ISimulation simulation, Vec3? goal = null) => new() { Simulation = simulation, Goal = goal };

    /// <summary>The goal, for a part that cannot do without one.</summary>
    /// <param name="part">Who needs it, for the message.</param>
    /// <exception cref="InputException">The task has none.</exception>
    public Vec3 RequireGoal(string part) =>
        Goal ?? throw new InputException(part, "needs a goal in space, and the task has none", "Add goal: target to the task (embodied list goals).");
}
