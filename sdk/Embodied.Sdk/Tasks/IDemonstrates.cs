using Embodied.Sdk.Physics;

namespace Embodied.Sdk.Tasks;

/// <summary>A task that knows what to do, from more than the animal senses: what a learner that imitates is shown.</summary>
public interface IDemonstrates
{
    /// <summary>Whether it knows, as it is set up.</summary>
    bool Demonstrates { get; }

    /// <summary>Writes what to do in the present state; allocates nothing and changes nothing in the world.</summary>
    /// <param name="simulation">The world.</param>
    /// <param name="action">Receives the action in [−1, 1], [action size].</param>
    void Demonstrate(ISimulation simulation, Span<float> action);
}
