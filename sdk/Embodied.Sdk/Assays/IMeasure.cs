using Embodied.Sdk.Environments;

namespace Embodied.Sdk.Assays;

/// <summary>
/// A number without dimension about how a body moved in an episode, so that bodies of any size can be compared. An instance belongs to one environment.
/// </summary>
public interface IMeasure : IStepObserver
{
    /// <summary>The number for the episode so far; null where it has no meaning, such as a cost per distance of a body that stayed where it was.</summary>
    double? Value { get; }
}
