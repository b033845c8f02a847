using Embodied.Sdk.Physics;

namespace Embodied.Sdk.Tasks;

/// <summary>One named part of a reward, before its weight. An instance belongs to one environment and may hold state.</summary>
public interface IRewardTerm
{
    /// <summary>Resolves roles for a body.</summary>
    /// <exception cref="Errors.InputException">The body lacks a role this term needs; says which.</exception>
    void Bind(BodyInScene body);

    /// <summary>Starts an episode from the state that all events have made.</summary>
    void Reset(in StepContext start)
    {
    }

    /// <summary>The value of the step just made; allocates nothing.</summary>
    double Value(in StepContext step);
}
