using Embodied.Sdk.Settings;

namespace Embodied.Sdk.Plugins;

/// <summary>
/// Makes a part that experiments name: a sensor, an actuation, an arena, a reward term, a termination, an event. A part made is used by one environment.
/// </summary>
/// <typeparam name="T">What is made.</typeparam>
/// <param name="summary">One line for lists.</param>
/// <param name="settings">The settings it takes; a setting that is not here is refused.</param>
/// <param name="make">Makes it from checked settings.</param>
public sealed class PartFactory<T>(string summary, IReadOnlyList<PartSetting> settings, Func<PartSettings, T> make) : IPartFactory
    where T : class
{
    /// <inheritdoc/>
    public string Summary { get; } = summary;

    /// <inheritdoc/>
    public IReadOnlyList<PartSetting> Settings { get; } = settings;

    /// <summary>Makes a fresh part.</summary>
    /// <exception cref="Errors.InputException">A value is out of range.</exception>
    public T Make(PartSettings given) => make(given);
}

/// <summary>What lists and checks need to know of a part's factory.</summary>
public interface IPartFactory
{
    /// <summary>One line for lists.</summary>
    string Summary { get; }

    /// <summary>The settings the part takes.</summary>
    IReadOnlyList<PartSetting> Settings { get; }
}
