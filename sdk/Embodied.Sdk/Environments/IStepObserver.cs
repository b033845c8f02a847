using Embodied.Sdk.Physics;

namespace Embodied.Sdk.Environments;

/// <summary>Watches one environment: measures, recordings, viewers. It changes nothing in it.</summary>
public interface IStepObserver
{
    /// <summary>Resolves roles for a body.</summary>
    /// <exception cref="Errors.InputException">The body lacks what is to be watched; says what.</exception>
    void Bind(BodyInScene body);

    /// <summary>Starts an episode.</summary>
    void Reset(in StepContext start);

    /// <summary>Called after every control step, the last of an episode included; allocates nothing.</summary>
    void Observe(in StepContext step);
}
