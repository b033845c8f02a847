using Embodied.Sdk.Acting;
using Embodied.Sdk.Arenas;
using Embodied.Sdk.Sensing;

namespace Embodied.Sdk.Plugins;

/// <summary>
/// The parts in the catalog, of the host and of all plugins. Resolve it where a factory is registered:
/// <c>registry.Add&lt;ITaskFactory&gt;("plugin/walk", c =&gt; new WalkTask(c.Resolve&lt;IParts&gt;()))</c>.
/// </summary>
public interface IParts
{
    /// <summary>A fresh part, e.g. the sensor <c>core/joint-angles</c>; a name without a plugin is the host's own.</summary>
    /// <typeparam name="T">A contract of parts, e.g. <see cref="ISensor"/>. Sensors also take <c>noise</c>, <c>delay</c> and <c>history</c>.</typeparam>
    /// <param name="id">Its id.</param>
    /// <param name="settings">Its settings; null for none.</param>
    /// <exception cref="Errors.InputException">No such part, or a setting is unknown or out of range; names the nearest.</exception>
    T Make<T>(string id, IReadOnlyDictionary<string, string>? settings = null)
        where T : class;

    /// <summary>All senses of its own movement that a body offers, in a fixed order.</summary>
    IReadOnlyList<ISensor> Proprioception(Bodies.IBody body);

    /// <summary>A task from a page of terms.</summary>
    /// <param name="id">Its catalog id.</param>
    /// <param name="path">The YAML file.</param>
    /// <exception cref="Errors.InputException">Everything that is wrong with the file.</exception>
    ITaskFactory Task(string id, string path);
}

/// <summary>Short ways to ask for parts.</summary>
public static class PartsByKind
{
    /// <summary>A fresh sensor, e.g. <c>joint-angles</c> or <c>touch</c>.</summary>
    public static ISensor Sensor(this IParts parts, string id, IReadOnlyDictionary<string, string>? settings = null) => parts.Make<ISensor>(id, settings);

    /// <summary>A fresh actuation, e.g. <c>direct</c>.</summary>
    public static IActuation Actuation(this IParts parts, string id, IReadOnlyDictionary<string, string>? settings = null) => parts.Make<IActuation>(id, settings);

    /// <summary>A world, e.g. <c>flat</c>.</summary>
    public static IArena Arena(this IParts parts, string id, IReadOnlyDictionary<string, string>? settings = null) => parts.Make<IArena>(id, settings);
}
