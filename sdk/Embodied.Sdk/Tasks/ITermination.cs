using Embodied.Sdk.Physics;

namespace Embodied.Sdk.Tasks;

/// <summary>A named way in which an episode can end. An instance belongs to one environment and may hold state.</summary>
public interface ITermination
{
    /// <summary>Resolves roles for a body.</summary>
    /// <exception cref="Errors.InputException">The body lacks a role this end needs; says which.</exception>
    void Bind(BodyInScene body);

    /// <summary>Starts an episode from the state that all events have made.</summary>
    void Reset(in StepContext start)
    {
    }

    /// <summary>Whether the episode ends with the step just made; allocates nothing.</summary>
    bool Holds(in StepContext step);
}
