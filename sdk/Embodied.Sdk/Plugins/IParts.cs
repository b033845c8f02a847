using Embodied.Sdk.Acting;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Sensing;

namespace Embodied.Sdk.Plugins;

/// <summary>
/// Senses, actuations and worlds that come with the host and fit any body. Resolve it where a factory is registered:
/// <c>registry.Add&lt;ITaskFactory&gt;("plugin/walk", c =&gt; new WalkTask(c.Resolve&lt;IParts&gt;()))</c>.
/// </summary>
public interface IParts
{
    /// <summary>A fresh sensor, e.g. <c>joint_angles</c> or <c>touch</c>.</summary>
    /// <exception cref="Errors.InputException">No such sensor, or a setting is unknown or out of range; names the nearest.</exception>
    ISensor Sensor(string id, IReadOnlyDictionary<string, string>? settings = null);

    /// <summary>All senses of its own movement that a body offers, in a fixed order.</summary>
    IReadOnlyList<ISensor> Proprioception(Bodies.IBody body);

    /// <summary>A fresh actuation, e.g. <c>direct</c>.</summary>
    /// <exception cref="Errors.InputException">No such actuation.</exception>
    IActuation Actuation(string id);

    /// <summary>A world, e.g. <c>flat</c>.</summary>
    /// <exception cref="Errors.InputException">No such world.</exception>
    IArena Arena(string id);
}
