using Embodied.Sdk.Sensing;

namespace Embodied.Sdk.Tasks;

/// <summary>A task that shows the animal something of its own, such as a reference motion.</summary>
public interface IProvidesSensors
{
    /// <summary>Sensors added after the body's own; bound and read like any other.</summary>
    IReadOnlyList<ISensor> Sensors { get; }
}
