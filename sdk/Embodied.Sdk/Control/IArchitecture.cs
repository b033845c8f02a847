namespace Embodied.Sdk.Control;

/// <summary>Describes a network that trainers can learn, from an experiment's settings. Stateless.</summary>
public interface IArchitecture
{
    /// <summary>One line for catalogs.</summary>
    string Summary { get; }

    /// <summary>The network for these settings.</summary>
    /// <exception cref="Errors.InputException">A setting is unknown or out of range.</exception>
    NetworkSpec Describe(IReadOnlyDictionary<string, string> settings);
}
