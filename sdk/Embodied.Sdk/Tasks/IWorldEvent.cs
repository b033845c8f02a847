using Embodied.Sdk.Physics;
using Embodied.Sdk.Randomness;

namespace Embodied.Sdk.Tasks;

/// <summary>Something that happens to a body, by name: how it begins an episode, what is done to it meanwhile. An instance belongs to one environment.</summary>
public interface IWorldEvent
{
    /// <summary>Resolves roles for a body.</summary>
    /// <exception cref="Errors.InputException">The body lacks what this event needs; says what.</exception>
    void Bind(BodyInScene body);

    /// <summary>Starts an episode; may change the state. What follows from the state is up to date before and brought up to date after.</summary>
    void Reset(ISimulation simulation, ref RandomStream random)
    {
    }

    /// <summary>Called before the physics of every control step; may push. Allocates nothing.</summary>
    void Before(in StepContext step)
    {
    }
}
