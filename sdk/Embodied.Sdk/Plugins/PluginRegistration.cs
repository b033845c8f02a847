using Embodied.Sdk.Settings;

namespace Embodied.Sdk.Plugins;

/// <summary>Short ways to register.</summary>
public static class PluginRegistration
{
    /// <summary>Contributes a part that experiments name.</summary>
    /// <typeparam name="T">Its contract, e.g. <see cref="Sensing.ISensor"/> or <see cref="Tasks.IRewardTerm"/>.</typeparam>
    /// <param name="registry">Where to.</param>
    /// <param name="id"><c>plugin/name</c>.</param>
    /// <param name="summary">One line for lists.</param>
    /// <param name="make">Makes it from checked settings.</param>
    /// <param name="settings">The settings it takes.</param>
    public static void AddPart<T>(this IPluginRegistry registry, string id, string summary, Func<PartSettings, T> make, params PartSetting[] settings)
        where T : class => registry.Add(id, _ => new PartFactory<T>(summary, settings, make));
}
