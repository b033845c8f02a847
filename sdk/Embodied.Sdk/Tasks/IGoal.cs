using Embodied.Sdk.Geometry;
using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Sdk.Tasks;

/// <summary>Where the animal is wanted. An instance belongs to one environment and may hold state.</summary>
public interface IGoal
{
    /// <summary>Resolves roles for a body.</summary>
    /// <exception cref="Errors.InputException">The body lacks what this goal needs; says what.</exception>
    void Bind(BodyInScene body);

    /// <summary>The present goal, world frame.</summary>
    Vec3 Position { get; }

    /// <summary>Starts an episode, once the body is where it begins.</summary>
    void Reset(ISimulation simulation, ref RandomStream random);

    /// <summary>Called before the physics of every control step; may move the goal. Allocates nothing.</summary>
    void Before(in StepContext step)
    {
    }
}

/// <summary>A task with a goal in space; environments hand it to all parts in <see cref="StepContext.Goal"/>.</summary>
public interface IHasGoal
{
    /// <summary>The present goal, world frame; null when there is none.</summary>
    Vec3? Goal { get; }
}
