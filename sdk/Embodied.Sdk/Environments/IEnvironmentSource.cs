namespace Embodied.Sdk.Environments;

/// <summary>Makes the worlds of one experiment, again and again, as a curriculum changes their settings.</summary>
public interface IEnvironmentSource
{
    /// <summary>Worlds that step together.</summary>
    /// <param name="worlds">How many.</param>
    /// <param name="threads">Threads that step them; 0 for one per core.</param>
    /// <param name="overrides">Settings of the task that replace those of the experiment.</param>
    /// <exception cref="Errors.InputException">A setting is unknown or out of range, or the body does not fit the task.</exception>
    IVectorEnvironment Create(int worlds, int threads, IReadOnlyDictionary<string, string> overrides);
}
