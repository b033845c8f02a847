namespace Embodied.Sdk.Control;

/// <summary>Describes a network that trainers can learn, from an experiment's settings. Stateless.</summary>
public interface IArchitecture
{
    /// <summary>One line for catalogs.</summary>
    string Summary { get; }

    /// <summary>Names of the settings it takes; of nested ones the first word. Empty where it does not tell: then none is left out when architectures are swapped.</summary>
    IReadOnlyList<string> Settings => [];

    /// <summary>The network for these settings.</summary>
    /// <exception cref="Errors.InputException">A setting is unknown or out of range.</exception>
    NetworkSpec Describe(IReadOnlyDictionary<string, string> settings);
}
